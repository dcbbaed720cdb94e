package io.nautes.cluster.client.internal.call;

import io.nautes.cluster.client.internal.retry.AttemptResult;
import io.nautes.cluster.model.internal.support.DaemonThreads;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a client that are in flight, and the thread that ends those that have timed out.
 *
 * <p>Most calls end long before their deadline. So the thread sleeps until the earliest deadline that it knows of and
 * is woken only for an earlier one: a call costs an entry in a set, and no switch of threads. The thread ends when
 * nothing is in flight, so that a client that is forgotten instead of closed leaves none.
 */
public final class InFlightCalls {
    private static final long NEVER = TimeUnit.HOURS.toNanos(1);
    /** Deadlines that are closer together than this are treated together. */
    private static final long GRAIN = TimeUnit.MILLISECONDS.toNanos(1);

    private final String threadName;
    private final Set<InFlightCall> calls = ConcurrentHashMap.newKeySet();
    private final long origin = System.nanoTime();
    private volatile boolean closed;
    private volatile long nextLook = Long.MAX_VALUE;
    private @Nullable Thread thread;

    public InFlightCalls(String threadName) {
        this.threadName = threadName;
    }

    /** Returns whether the call may go on; it may not if the client is closed. */
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

    /** Has the call ended at a time. */
    void endAt(InFlightCall call, long nanoTime) {
        call.setDeadline(nanoTime);
        if (nanoTime - origin < nextLook) {
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
            // Until this look is over, whoever brings a deadline wakes us for another one.
            nextLook = Long.MAX_VALUE;
            long pause = endOverdue();
            if (calls.isEmpty() && isToEnd()) {
                return;
            }
            nextLook = System.nanoTime() - origin + pause;
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
