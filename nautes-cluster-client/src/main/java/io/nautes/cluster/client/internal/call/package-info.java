/** Blocking and asynchronous calls in flight: their turns, tokens, attempts, pauses, deadlines and events. */
@NullMarked
package io.nautes.cluster.client.internal.call;

import org.jspecify.annotations.NullMarked;
