package io.nautes.cluster.server.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A counter of the calls in flight, so that a server can wait for them before it closes. */
final class InFlightCalls {
    private int count;
    private boolean closed;

    /** Begins a call; returns {@code false} if new calls are refused. */
    synchronized boolean enter() {
        if (closed) {
            return false;
        }
        count++;
        return true;
    }

    synchronized void leave() {
        count--;
        notifyAll();
    }

    synchronized int count() {
        return count;
    }

    synchronized void close() {
        closed = true;
    }

    synchronized boolean awaitIdle(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (count > 0) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
