package io.nautes.cluster.gitstore.internal.util;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.internal.support.DaemonThreads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A runner of work that may never end. The work runs in separate threads, and the caller continues at the deadline,
 * whatever the work does. Work that is abandoned is interrupted; it must not hold anything that other threads wait for.
 * Safe for use by several threads.
 */
public final class TimeLimiter implements AutoCloseable {
    private static final long IDLE_SECONDS = 5;

    private final AtomicInteger threads = new AtomicInteger();
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::newThread);

    private Thread newThread(Runnable work) {
        return DaemonThreads.create(work, "nautes-cluster-git-worker-" + threads.incrementAndGet());
    }

    /** Work whose duration this library cannot control. */
    public interface Work<T> {
        T run() throws IOException;
    }

    /** The failure of work that did not end in time and was abandoned. */
    public static final class LimitExceededException extends InterruptedIOException {
        private static final long serialVersionUID = 1L;

        LimitExceededException() {
            super("no result within the time limit");
        }
    }

    /**
     * Runs work until it ends or the deadline passes. Exceptions of the work are thrown unchanged.
     *
     * @throws LimitExceededException if the deadline passes
     * @throws RegistryException if the thread is interrupted, or the limiter is closed
     */
    public <T> T call(Work<T> work, Deadline deadline) throws IOException {
        return call(work, deadline, () -> {});
    }

    /**
     * Runs work until it ends or the deadline passes. Exceptions of the work are thrown unchanged.
     *
     * @param onAbandon an action that makes abandoned work fail, such as closing its connection
     * @throws LimitExceededException if the deadline passes
     * @throws RegistryException if the thread is interrupted, or the limiter is closed
     */
    public <T> T call(Work<T> work, Deadline deadline, Runnable onAbandon) throws IOException {
        Future<T> future;
        try {
            future = executor.submit(work::run);
        } catch (RejectedExecutionException e) {
            throw ClosedStore.failure();
        }
        try {
            return future.get(deadline.nanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw rethrown(e);
        } catch (TimeoutException e) {
            abandon(future, onAbandon);
            throw new LimitExceededException();
        } catch (InterruptedException e) {
            abandon(future, onAbandon);
            Thread.currentThread().interrupt();
            throw new RegistryException(FailureCode.CANCELLED, "the thread was interrupted; nothing was changed", e);
        }
    }

    private static void abandon(Future<?> future, Runnable onAbandon) {
        future.cancel(true);
        onAbandon.run();
    }

    private static RuntimeException rethrown(ExecutionException failure) throws IOException {
        Throwable cause = failure.getCause();
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }

    /** Runs work that no thread waits for. Does nothing if the limiter is closed. */
    public void execute(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            // The work would only release resources that are released on close anyway.
        }
    }

    /** Interrupts all work in progress, and refuses further work. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
