/** Calls of the API: their requests, and the meaning of successful replies. */
@NullMarked
package io.nautes.cluster.client.internal.api;

import org.jspecify.annotations.NullMarked;
