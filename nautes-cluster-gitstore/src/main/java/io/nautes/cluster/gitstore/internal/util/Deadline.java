package io.nautes.cluster.gitstore.internal.util;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The time at which an operation must end. The arithmetic saturates, so a deadline can be created from any duration.
 *
 * @param end the time, in the unit of {@link System#nanoTime()}
 */
public record Deadline(long end) {
    /**
     * A duration of more than 70 years, which is small enough that the difference between two deadlines does not
     * overflow.
     */
    private static final long FOREVER_NANOS = Long.MAX_VALUE / 4;

    /** Returns the deadline after a duration from now. */
    public static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + nanos(time));
    }

    /** Returns a duration in nanoseconds; durations of more than about 70 years are shortened. */
    public static long nanos(Duration time) {
        return time.compareTo(Duration.ofNanos(FOREVER_NANOS)) >= 0 ? FOREVER_NANOS : time.toNanos();
    }

    /** Returns a duration in milliseconds; durations of more than about 70 years are shortened. */
    public static long millis(Duration time) {
        return TimeUnit.NANOSECONDS.toMillis(nanos(time));
    }

    public long nanos() {
        return end - System.nanoTime();
    }

    /** Returns the time left; zero if the deadline has passed. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanos()));
    }

    public boolean isOver() {
        return nanos() <= 0;
    }

    /** Returns the earlier of this deadline and the one after a duration from now. */
    public Deadline atMost(Duration time) {
        return earlier(after(time));
    }

    /** Returns the earlier of two deadlines. */
    Deadline earlier(Deadline other) {
        return end - other.end <= 0 ? this : other;
    }

    /** Returns the later of two deadlines. */
    public Deadline later(Deadline other) {
        return end - other.end >= 0 ? this : other;
    }

    public Deadline plus(Duration time) {
        return new Deadline(end + nanos(time));
    }

    /**
     * Returns the time left in milliseconds, up to a maximum. It is at least one millisecond, because zero means "no
     * limit" for sockets.
     */
    public int millisUpTo(Duration most) {
        long left = Math.min(TimeUnit.NANOSECONDS.toMillis(nanos()), millis(most));
        return (int) Math.max(1, Math.min(left, Integer.MAX_VALUE));
    }

    /** Returns {@link #millisUpTo} in whole seconds, rounded up. */
    public int secondsUpTo(Duration most) {
        return 1 + (millisUpTo(most) - 1) / 1000;
    }

    /** Returns the deadline after a share of the time left. The rest can be used to find out the outcome. */
    public Deadline part(double share) {
        return new Deadline(System.nanoTime() + (long) (nanos() * share));
    }
}
