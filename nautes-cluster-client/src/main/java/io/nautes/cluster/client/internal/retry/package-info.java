/** What follows from an attempt: a result, another attempt, or a failure, whose text holds no secret. */
@NullMarked
package io.nautes.cluster.client.internal.retry;

import org.jspecify.annotations.NullMarked;
