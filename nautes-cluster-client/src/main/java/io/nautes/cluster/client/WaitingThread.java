package io.nautes.cluster.client;

import org.jspecify.annotations.Nullable;

/** The thread that waits for a reply. It can be stopped for as long as it does, and keeps no interrupt of that. */
final class WaitingThread {
    private final Thread thread = Thread.currentThread();
    private @Nullable Throwable reason;
    private boolean left;

    /** Interrupts the thread if it still waits and nobody else stopped it. */
    synchronized void stop(Throwable why) {
        if (!left && reason == null) {
            reason = why;
            thread.interrupt();
        }
    }

    /** Ends the waiting, by the thread itself; says why it was stopped, {@code null} if it was not. */
    synchronized @Nullable Throwable leave() {
        left = true;
        if (reason != null) {
            // Ours, not one for the caller.
            Thread.interrupted();
        }
        return reason;
    }
}
