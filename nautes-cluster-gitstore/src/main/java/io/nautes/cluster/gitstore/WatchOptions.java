package io.nautes.cluster.gitstore;

import io.nautes.cluster.model.internal.support.OneLine;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** The options of a {@link ClusterWatch}. Immutable. */
public final class WatchOptions {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final WatchOptions DEFAULTS = new WatchOptions(Duration.ofSeconds(30), Duration.ofMinutes(5), null);

    private final Duration pollInterval;
    private final Duration longestPause;
    private final @Nullable String since;

    private WatchOptions(Duration pollInterval, Duration longestPause, @Nullable String since) {
        this.pollInterval = pollInterval;
        this.longestPause = longestPause;
        this.since = since;
    }

    /**
     * Returns the default options: the server is polled every 30 seconds, and at least every 5 minutes while polls
     * fail; clusters that are registered at the start are reported as added.
     */
    public static WatchOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns a copy with another time between two polls. A poll costs one request if nothing has changed.
     *
     * @param value the time, from a millisecond to a year; by default 30 seconds
     * @throws IllegalArgumentException if the time is out of this range
     */
    public WatchOptions withPollInterval(Duration value) {
        return new WatchOptions(positive(value, "pollInterval"), longestPause, since);
    }

    /**
     * Returns a copy with another maximum time between two polls after failures. The time doubles with each consecutive
     * failure. It is partly random, so that programs do not all poll at the same moment when a server recovers.
     *
     * @param value the time, from a millisecond to a year; by default 5 minutes; the poll interval applies if it is
     *     longer
     * @throws IllegalArgumentException if the time is out of this range
     */
    public WatchOptions withLongestPause(Duration value) {
        return new WatchOptions(pollInterval, positive(value, "longestPause"), since);
    }

    /**
     * Returns a copy with the revision that the listener already knows, such as the last one that was reported as
     * {@linkplain ClusterWatchListener#upToDate up to date} before a restart, or that of a snapshot. Only differences
     * from this revision are reported.
     *
     * @param revision the full id of a commit, 40 hexadecimal digits; {@code null}, the default, to report all clusters
     *     that are registered at the start as added
     * @throws IllegalArgumentException if it is not a full id; a shorter one could become ambiguous while the watch
     *     runs
     */
    public WatchOptions withSince(@Nullable String revision) {
        if (revision != null && !ObjectId.isId(revision)) {
            throw new IllegalArgumentException("since: \"" + OneLine.shortened(revision)
                    + "\" is not the full id of a commit; give its 40 hexadecimal digits");
        }
        return new WatchOptions(pollInterval, longestPause, revision);
    }

    private static Duration positive(Duration value, String name) {
        Objects.requireNonNull(value, name);
        if (value.toSeconds() > LONGEST.toSeconds() || value.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    name + ": must be from " + SHORTEST + " to " + LONGEST + " (got " + value + ")");
        }
        return value;
    }

    /** Returns the time between two polls. */
    public Duration pollInterval() {
        return pollInterval;
    }

    /** Returns the maximum time between two polls after failures, which is not shorter than the poll interval. */
    public Duration longestPause() {
        return longestPause.compareTo(pollInterval) < 0 ? pollInterval : longestPause;
    }

    /**
     * Returns the revision that the listener already knows.
     *
     * @return the revision, or empty if it is not set
     */
    public Optional<String> since() {
        return Optional.ofNullable(since);
    }
}
