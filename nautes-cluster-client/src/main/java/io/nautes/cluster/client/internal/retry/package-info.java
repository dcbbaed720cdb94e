/** The decision after an attempt: a result, another attempt, or a failure whose message contains no secret. */
@NullMarked
package io.nautes.cluster.client.internal.retry;

import org.jspecify.annotations.NullMarked;
