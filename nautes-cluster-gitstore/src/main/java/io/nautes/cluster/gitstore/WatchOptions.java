package io.nautes.cluster.gitstore;

import io.nautes.cluster.model.internal.support.OneLine;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** How a {@link ClusterWatch} watches. Immutable. */
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
     * Returns the default options: the server is asked every 30 seconds, at least every 5 minutes while it fails, and
     * clusters that are registered at the start are reported as added.
     *
     * @return the options
     */
    public static WatchOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Sets the time between two questions to the server. A question costs one request if nothing has changed.
     *
     * @param value the time, a millisecond to a year; by default 30 seconds
     * @return a copy
     * @throws IllegalArgumentException if it is shorter or longer
     */
    public WatchOptions withPollInterval(Duration value) {
        return new WatchOptions(positive(value, "pollInterval"), longestPause, since);
    }

    /**
     * Sets the longest time between two questions to the server after failures. The wait doubles with each failure,
     * with some chance in it, so that not all programs come back at once.
     *
     * @param value the time, a millisecond to a year; by default 5 minutes; not shorter than the poll interval in effect
     * @return a copy
     * @throws IllegalArgumentException if it is shorter or longer
     */
    public WatchOptions withLongestPause(Duration value) {
        return new WatchOptions(pollInterval, positive(value, "longestPause"), since);
    }

    /**
     * Sets the revision that the listener knows already, such as the last one that it was notified to be
     * {@linkplain ClusterWatchListener#upToDate up to date} with before a restart, or that of a snapshot. Only what
     * differs from it is reported.
     *
     * @param revision the full id of a commit, 40 hexadecimal digits; {@code null} to be notified of all clusters that are
     *     registered at the start
     * @return a copy
     * @throws IllegalArgumentException if it is no full id: a watch that runs for months could find a shorter one to be
     *     ambiguous
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

    /**
     * Returns the time between two questions to the server.
     *
     * @return the time
     */
    public Duration pollInterval() {
        return pollInterval;
    }

    /**
     * Returns the longest time between two questions after failures.
     *
     * @return the time, not shorter than the poll interval
     */
    public Duration longestPause() {
        return longestPause.compareTo(pollInterval) < 0 ? pollInterval : longestPause;
    }

    /**
     * Returns the revision that the listener knows already.
     *
     * @return the revision, or empty if it knows nothing
     */
    public Optional<String> since() {
        return Optional.ofNullable(since);
    }
}
