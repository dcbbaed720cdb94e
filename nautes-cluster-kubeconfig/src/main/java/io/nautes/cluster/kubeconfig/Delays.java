package io.nautes.cluster.kubeconfig;

import io.nautes.cluster.model.internal.support.DaemonThreads;
import io.nautes.cluster.model.internal.support.TimeLimits;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A scheduler for delayed tasks. */
interface Delays extends AutoCloseable {
    /** Runs a task after a delay unless this scheduler is closed first. */
    void after(Duration delay, Runnable task);

    /** Cancels waiting tasks and interrupts the running one. */
    @Override
    void close();

    /** Returns delays on a thread that the first task starts. */
    static Delays onThread(String name) {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, DaemonThreads.factory(name));
        return new Delays() {
            @Override
            public void after(Duration delay, Runnable task) {
                try {
                    ScheduledFuture<?> unused =
                            thread.schedule(task, TimeLimits.bounded(delay).toNanos(), TimeUnit.NANOSECONDS);
                } catch (RejectedExecutionException e) {
                    // Closed: the task is not needed any more.
                }
            }

            @Override
            public void close() {
                thread.shutdownNow();
            }
        };
    }
}
