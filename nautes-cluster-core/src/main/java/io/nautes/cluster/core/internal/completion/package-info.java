/** Requests with their defaults filled in. */
@NullMarked
package io.nautes.cluster.core.internal.completion;

import org.jspecify.annotations.NullMarked;
