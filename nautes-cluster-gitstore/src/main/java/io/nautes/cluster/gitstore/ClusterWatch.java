package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Watches the clusters of a {@link GitClusterStore}: asks the server again and again, and tells a listener what changed.
 * Failures make it wait longer, and no change is lost by them. It ends when it, or its store, is closed.
 */
public final class ClusterWatch implements AutoCloseable {
    private static final Duration PATIENCE_ON_CLOSE = Duration.ofSeconds(5);

    /** The wait after failures stops growing long before this, and a shift by more would overflow. */
    private static final int MAX_DOUBLINGS = 20;

    private final StoreHistory history;
    private final ClusterWatchListener listener;
    private final WatchOptions options;
    private final WatchPacer pacer;
    private final Thread thread;
    private volatile boolean closed;
    private @Nullable GitSnapshot told;

    ClusterWatch(StoreHistory history, ClusterWatchListener listener, WatchOptions options, WatchPacer pacer) {
        this.history = history;
        this.listener = listener;
        this.options = options;
        this.pacer = pacer;
        this.thread = new Thread(this::run, "nautes-cluster-git-watch");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        int failures = 0;
        try {
            do {
                Duration pause = options.pollInterval();
                try {
                    poll();
                    failures = 0;
                } catch (RuntimeException | Error e) {
                    failures++;
                    pause = pauseAfter(failures);
                    tellFailure(e, failures, pause);
                }
                if (!pacer.pause(pause)) {
                    return;
                }
            } while (!closed);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** What was told is noted only when all of it is, so that whatever fails before is told again. */
    private void poll() {
        GitSnapshot now = history.now();
        GitSnapshot before = told;
        if (now == before) {
            return;
        }
        ClusterDrift drift = before == null ? begin(now) : history.drift(before, now);
        if (drift instanceof ClusterDrift.HistoryRewritten) {
            tell(() -> listener.historyRewritten(drift.since(), drift.head()));
        }
        for (ClusterChange change : drift.changes()) {
            tell(() -> listener.changed(change));
        }
        told = now;
        tell(() -> listener.upToDate(now.revision()));
    }

    private ClusterDrift begin(GitSnapshot now) {
        return options.since()
                .map(since -> history.drift(since, now))
                .orElseGet(() -> history.drift(history.empty(), now));
    }

    private void tellFailure(Throwable failure, int failures, Duration pause) {
        RegistryException typed = failure instanceof RegistryException known
                ? known
                : new RegistryException(
                        FailureCode.SERVER_FAULT,
                        "the watch failed: " + OneLine.shortened(failure.toString()),
                        failure);
        tell(() -> listener.failed(typed, failures, pause));
    }

    private void tell(Runnable call) {
        if (!closed) {
            Listeners.tell(call);
        }
    }

    /** At least half of the doubled wait: chance must not make a failing server be asked more often than a fine one. */
    private Duration pauseAfter(int failures) {
        double doubled = (double) options.pollInterval().toMillis() * (1L << Math.min(failures, MAX_DOUBLINGS));
        double pause = Math.min(doubled, (double) options.longestPause().toMillis());
        return Duration.ofMillis(Math.round(pause * (0.5 + pacer.chance() / 2)));
    }

    /**
     * Whether the watch has ended.
     *
     * @return {@code true} after it or its store was closed
     */
    public boolean isClosed() {
        return closed;
    }

    /** Tells the watch to end, and does not wait for it. */
    void stop() {
        closed = true;
        pacer.stop();
    }

    /**
     * Ends the watch. No call of the listener begins after this method has returned; one that is under way is given up to
     * five seconds to end, unless it is that call which closes the watch. Closing twice does nothing.
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
