package io.nautes.cluster.kubeconfig;

import java.time.Duration;

/**
 * The end of the time for one operation, all its requests included.
 *
 * @param at the end, in the time of {@link System#nanoTime()}
 */
record Deadline(long at) {
    /** Stands for every longer time, so that sums of times in nanoseconds do not overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + bounded(time).toNanos());
    }

    /** Returns the time, or one that is as good as endless if it is longer than that. */
    static Duration bounded(Duration time) {
        return time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }

    long nanosLeft() {
        return Math.max(0, at - System.nanoTime());
    }

    boolean isOver() {
        return nanosLeft() == 0;
    }
}
