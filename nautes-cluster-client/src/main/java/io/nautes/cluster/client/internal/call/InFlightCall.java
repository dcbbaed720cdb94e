package io.nautes.cluster.client.internal.call;

import io.nautes.cluster.client.internal.retry.AttemptResult;

/** A call that the client can end: at its deadline, or when the client is closed. */
abstract class InFlightCall {
    /** A value of {@link System#nanoTime()}; undefined unless {@link #hasDeadline}. */
    private volatile long deadline;

    private volatile boolean hasDeadline;

    final void setDeadline(long nanoTime) {
        deadline = nanoTime;
        hasDeadline = true;
    }

    /** Returns whether the call must be ended at its deadline. Other calls check the clock themselves. */
    final boolean hasDeadline() {
        return hasDeadline;
    }

    final long nanosLeft(long now) {
        return deadline - now;
    }

    /** Ends the call. Has no effect if the call has ended or is ending. Must not block. */
    abstract void end(AttemptResult.Ending ending);
}
