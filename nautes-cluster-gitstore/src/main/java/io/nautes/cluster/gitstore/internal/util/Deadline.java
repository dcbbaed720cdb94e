package io.nautes.cluster.gitstore.internal.util;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The moment by which an operation must end. Arithmetic saturates, so that any duration makes a deadline.
 *
 * @param end in the time of {@link System#nanoTime()}
 */
public record Deadline(long end) {
    /** Far beyond what any process lives, and small enough that the difference of two moments does not overflow. */
    private static final long FOREVER_NANOS = Long.MAX_VALUE / 4;

    /** Returns the deadline that is a duration from now. */
    public static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + nanos(time));
    }

    /** Returns a duration in nanoseconds; very long ones are shortened to some seventy years. */
    public static long nanos(Duration time) {
        return time.compareTo(Duration.ofNanos(FOREVER_NANOS)) >= 0 ? FOREVER_NANOS : time.toNanos();
    }

    /** Returns a duration in milliseconds; very long ones are shortened to some seventy years. */
    public static long millis(Duration time) {
        return TimeUnit.NANOSECONDS.toMillis(nanos(time));
    }

    public long nanos() {
        return end - System.nanoTime();
    }

    /** Returns the time left; zero if there is none. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanos()));
    }

    public boolean isOver() {
        return nanos() <= 0;
    }

    /** Returns the earlier of this deadline and one that is a duration from now. */
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

    /** Returns the time left, up to a maximum; at least one millisecond, because zero means "no limit" to sockets. */
    public int millisUpTo(Duration most) {
        long left = Math.min(TimeUnit.NANOSECONDS.toMillis(nanos()), millis(most));
        return (int) Math.max(1, Math.min(left, Integer.MAX_VALUE));
    }

    /** Returns {@link #millisUpTo} in whole seconds, rounded up. */
    public int secondsUpTo(Duration most) {
        return 1 + (millisUpTo(most) - 1) / 1000;
    }

    /** Returns a deadline after a share of the time left, so that the rest can be used to find out the outcome. */
    public Deadline part(double share) {
        return new Deadline(System.nanoTime() + (long) (nanos() * share));
    }
}
