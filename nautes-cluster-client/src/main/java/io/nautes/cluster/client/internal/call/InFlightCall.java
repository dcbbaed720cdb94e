package io.nautes.cluster.client.internal.call;

import io.nautes.cluster.client.internal.retry.AttemptResult;

/** A call that can be ended from our side: by its deadline, or because the client is closed. */
abstract class InFlightCall {
    /** In the clock of {@link System#nanoTime()}; without a meaning unless {@link #hasDeadline}. */
    private volatile long deadline;

    private volatile boolean hasDeadline;

    final void setDeadline(long nanoTime) {
        deadline = nanoTime;
        hasDeadline = true;
    }

    /** Returns whether the call is ended at its deadline; a call that is not looks at the clock itself. */
    final boolean hasDeadline() {
        return hasDeadline;
    }

    final long nanosLeft(long now) {
        return deadline - now;
    }

    /** Ends the call; does nothing if it is over or being ended already. Must not block. */
    abstract void end(AttemptResult.Ending ending);
}
