package io.nautes.cluster.preflight.internal.kube;

import io.nautes.cluster.model.internal.support.DaemonThreads;
import io.nautes.cluster.model.internal.support.TimeLimits;
import io.nautes.cluster.preflight.finding.PreflightCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests to an API server that share threads and a deadline. Closing it ends those in flight. */
public final class KubeCalls implements AutoCloseable {
    private static final AtomicInteger CALLS = new AtomicInteger();

    private final Duration time;
    private final long end;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(DaemonThreads.factory("nautes-preflight-" + CALLS.incrementAndGet()));
    private final KubeApi api;

    private KubeCalls(KubeAccess access, Duration time) {
        this.time = TimeLimits.bounded(time);
        this.end = System.nanoTime() + this.time.toNanos();
        // If a connection times out, this is reported, and not a request without a reply.
        this.api = new KubeApi(access, this.time.multipliedBy(4).dividedBy(5), threads);
    }

    /** Opens the threads; nothing is sent yet. */
    public static KubeCalls open(KubeAccess access, Duration time) {
        return new KubeCalls(access, time);
    }

    public KubeApi api() {
        return api;
    }

    /** Returns the time limit for all requests together. */
    public Duration time() {
        return time;
    }

    /** Starts a task on a new thread. */
    public <T> Future<T> start(Callable<T> work) {
        return threads.submit(work);
    }

    /**
     * Waits for a started task.
     *
     * @throws TimeoutException if it does not end in time; it is interrupted then
     * @throws ProbeException if it does
     */
    public <T> T await(Future<T> started) throws TimeoutException, ProbeException, InterruptedException {
        try {
            return started.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            started.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof ProbeException known) {
                throw known;
            }
            if (cause instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException("a request failed", cause);
        }
    }

    /** Runs a task, as {@link #await}, and reports a finding if it does not end in time. */
    public <T> T one(Callable<T> work) throws ProbeException, InterruptedException {
        return all(List.of(work)).get(0);
    }

    /** Runs several tasks concurrently, as {@link #one}. */
    public <T> List<T> all(List<Callable<T>> works) throws ProbeException, InterruptedException {
        List<Future<T>> started = new ArrayList<>();
        works.forEach(work -> started.add(start(work)));
        List<T> results = new ArrayList<>();
        for (Future<T> future : started) {
            try {
                results.add(await(future));
            } catch (TimeoutException e) {
                throw new ProbeException(
                        PreflightCode.CHECK_TIMED_OUT, "/api_server", String.valueOf(api.server()), time.toMillis());
            }
        }
        return results;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
