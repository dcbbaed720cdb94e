/** Helpers that several modules share: text in one line, threads, and HTTP's {@code Retry-After}. */
@NullMarked
package io.nautes.cluster.model.internal.support;

import org.jspecify.annotations.NullMarked;
