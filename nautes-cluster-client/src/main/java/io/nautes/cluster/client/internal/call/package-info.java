/** Calls in progress, with and without a waiting thread: their turn, token, attempts, pauses, deadline and events. */
@NullMarked
package io.nautes.cluster.client.internal.call;

import org.jspecify.annotations.NullMarked;
