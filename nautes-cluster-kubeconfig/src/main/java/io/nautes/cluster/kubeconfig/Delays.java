package io.nautes.cluster.kubeconfig;

import io.nautes.cluster.model.internal.support.DaemonThreads;
import io.nautes.cluster.model.internal.support.TimeLimits;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs tasks later. */
interface Delays extends AutoCloseable {
    /** Runs a task after a delay, unless this is closed before. */
    void after(Duration delay, Runnable task);

    /** Drops the tasks that wait and interrupts the one that runs. */
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
