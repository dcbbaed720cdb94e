package io.nautes.cluster.gitstore.internal.history;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.snapshot.ClusterDifference;
import io.nautes.cluster.gitstore.internal.snapshot.GitSnapshot;
import io.nautes.cluster.gitstore.internal.util.Listeners;
import io.nautes.cluster.model.internal.support.DaemonThreads;
import io.nautes.cluster.model.internal.support.OneLine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A thread that polls a store and reports changes. After a failure it waits longer, but it never misses a change. */
public final class PollingWatch implements AutoCloseable {
    private static final Duration PATIENCE_ON_CLOSE = Duration.ofSeconds(5);

    /**
     * The pause after failures reaches its maximum long before this number of failures, and a larger shift would
     * overflow.
     */
    private static final int MAX_DOUBLINGS = 20;

    private final StoreHistory history;
    private final Observer observer;
    private final Schedule schedule;
    private final WatchPacer pacer;
    private final Thread thread;
    private volatile boolean closed;
    private @Nullable GitSnapshot reported;

    /** An observer of a watch. */
    public interface Observer {
        /** Reports a cluster that changed. */
        void changed(ClusterDifference difference);

        /** Reports that the branch was rewritten. */
        void historyRewritten(String since, String head);

        /** Reports that all changes up to a revision were reported. */
        void upToDate(String revision);

        /** Reports that a poll failed. */
        void failed(RegistryException failure, int failures, Duration pause);
    }

    /**
     * The schedule and the starting point of a watch.
     *
     * @param pollInterval the pause between polls
     * @param longestPause the maximum pause after failures
     * @param since the revision that is already known; {@code null} to report all clusters first
     */
    public record Schedule(
            Duration pollInterval,
            Duration longestPause,
            @Nullable String since) {}

    PollingWatch(StoreHistory history, Observer observer, Schedule schedule, WatchPacer pacer) {
        this.history = history;
        this.observer = observer;
        this.schedule = schedule;
        this.pacer = pacer;
        this.thread = DaemonThreads.create(this::run, "nautes-cluster-git-watch");
    }

    void start() {
        thread.start();
    }

    private void run() {
        int failures = 0;
        try {
            do {
                Duration pause = schedule.pollInterval();
                try {
                    poll();
                    failures = 0;
                } catch (RuntimeException | Error e) {
                    failures++;
                    pause = pauseAfter(failures);
                    reportFailure(e, failures, pause);
                }
                if (!pacer.pause(pause)) {
                    return;
                }
            } while (!closed);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /**
     * Polls once. A snapshot counts as reported only when all of it was reported, so that a poll that fails is
     * repeated.
     */
    private void poll() {
        GitSnapshot now = history.refresh();
        GitSnapshot before = reported;
        if (now == before) {
            return;
        }
        Drift drift = before == null ? begin(now) : history.drift(before, now);
        if (drift.continuity() != Drift.Continuity.CONTINUED) {
            report(() -> observer.historyRewritten(drift.since(), drift.head()));
        }
        for (ClusterDifference difference : drift.clusters()) {
            report(() -> observer.changed(difference));
        }
        reported = now;
        report(() -> observer.upToDate(now.revision()));
    }

    private Drift begin(GitSnapshot now) {
        String since = schedule.since();
        return since == null ? history.driftFromEmpty(now) : history.drift(since, now);
    }

    private void reportFailure(Throwable failure, int failures, Duration pause) {
        RegistryException typed = failure instanceof RegistryException known
                ? known
                : new RegistryException(
                        FailureCode.SERVER_FAULT,
                        "the watch failed: " + OneLine.shortened(failure.toString()),
                        failure);
        report(() -> observer.failed(typed, failures, pause));
    }

    private void report(Runnable call) {
        if (!closed) {
            Listeners.call(call);
        }
    }

    /**
     * Returns the pause after a failure. It is at least half of the doubled pause, so that a failing server is not
     * polled more often than a healthy one.
     */
    private Duration pauseAfter(int failures) {
        double doubled = (double) schedule.pollInterval().toMillis() * (1L << Math.min(failures, MAX_DOUBLINGS));
        double pause = Math.min(doubled, (double) schedule.longestPause().toMillis());
        return Duration.ofMillis(Math.round(pause * (0.5 + pacer.chance() / 2)));
    }

    public boolean isClosed() {
        return closed;
    }

    /** Signals the watch to end, without waiting for it. */
    void stop() {
        closed = true;
        pacer.stop();
    }

    /**
     * Ends the watch. A call of the observer in progress is given five seconds, unless that call itself closes the
     * watch.
     */
    @Override
    public void close() {
        stop();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(PATIENCE_ON_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
