/** Calls of the API: what is sent, and what a successful reply means. */
@NullMarked
package io.nautes.cluster.client.internal.api;

import org.jspecify.annotations.NullMarked;
