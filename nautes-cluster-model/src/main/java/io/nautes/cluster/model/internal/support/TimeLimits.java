package io.nautes.cluster.model.internal.support;

import java.time.Duration;

/** Checks of the times that programs set. */
public final class TimeLimits {
    /** The limit to which longer times are reduced, so that sums of times in nanoseconds do not overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private TimeLimits() {}

    /** Returns a time, or one that is as good as endless if it is longer than that. */
    public static Duration bounded(Duration time) {
        return time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }

    /**
     * Returns a time that is more than zero.
     *
     * @param setting what it is, as the message names it
     * @throws IllegalArgumentException if it is zero or negative
     */
    public static Duration positive(String setting, Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException(
                    setting + ": must be more than zero (got " + time + "); use a time such as PT10S");
        }
        return time;
    }
}
