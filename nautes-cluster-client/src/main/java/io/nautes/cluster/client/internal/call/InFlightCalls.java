package io.nautes.cluster.client.internal.call;

import io.nautes.cluster.client.internal.retry.AttemptResult;
import io.nautes.cluster.model.internal.support.DaemonThreads;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The calls in flight of a client, and the thread that ends them at their deadline.
 *
 * <p>Most calls end long before their deadline. Therefore, the thread sleeps until the earliest known deadline, and a call
 * wakes it only for an earlier one. Usually, a call costs an entry in a set and no thread switch. The thread ends when no
 * call is in flight, so a client that is never closed leaves no thread behind.
 */
public final class InFlightCalls {
    private static final long NEVER = TimeUnit.HOURS.toNanos(1);
    /** The shortest sleep. Calls with deadlines within it are ended together. */
    private static final long GRAIN = TimeUnit.MILLISECONDS.toNanos(1);

    private final String threadName;
    private final Set<InFlightCall> calls = ConcurrentHashMap.newKeySet();
    private final long origin = System.nanoTime();
    private volatile boolean closed;
    private volatile long nextCheck = Long.MAX_VALUE;
    private @Nullable Thread thread;

    public InFlightCalls(String threadName) {
        this.threadName = threadName;
    }

    /** Adds a call; returns {@code false} if the client is closed. */
    boolean enter(InFlightCall call) {
        calls.add(call);
        if (closed) {
            calls.remove(call);
            return false;
        }
        return true;
    }

    void leave(InFlightCall call) {
        calls.remove(call);
    }

    /** Ends the call at a time, which is a value of {@link System#nanoTime()}. */
    void endAt(InFlightCall call, long nanoTime) {
        call.setDeadline(nanoTime);
        if (nanoTime - origin < nextCheck) {
            wake();
        }
    }

    private synchronized void wake() {
        if (closed) {
            return;
        }
        if (thread == null) {
            thread = DaemonThreads.create(this::watch, threadName);
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
    }

    private void watch() {
        while (!closed) {
            // Every call that sets a deadline during this check wakes the thread for another check.
            nextCheck = Long.MAX_VALUE;
            long pause = endOverdue();
            if (calls.isEmpty() && isToEnd()) {
                return;
            }
            nextCheck = System.nanoTime() - origin + pause;
            LockSupport.parkNanos(this, pause);
        }
    }

    private synchronized boolean isToEnd() {
        if (!calls.isEmpty()) {
            return false;
        }
        thread = null;
        return true;
    }

    private long endOverdue() {
        long now = System.nanoTime();
        long pause = NEVER;
        for (InFlightCall call : calls) {
            if (call.hasDeadline()) {
                long left = call.nanosLeft(now);
                if (left <= 0) {
                    call.end(AttemptResult.Ending.DEADLINE);
                } else {
                    pause = Math.min(pause, Math.max(left, GRAIN));
                }
            }
        }
        return pause;
    }

    public void close() {
        closed = true;
        calls.forEach(call -> call.end(AttemptResult.Ending.CLOSED));
        synchronized (this) {
            LockSupport.unpark(thread);
        }
    }

    boolean isClosed() {
        return closed;
    }
}
