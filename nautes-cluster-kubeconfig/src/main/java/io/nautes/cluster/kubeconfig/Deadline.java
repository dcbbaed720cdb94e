package io.nautes.cluster.kubeconfig;

import io.nautes.cluster.model.internal.support.TimeLimits;
import java.time.Duration;

/**
 * The end of the time for one operation, all its requests included.
 *
 * @param at the end, in the time of {@link System#nanoTime()}
 */
record Deadline(long at) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + TimeLimits.bounded(time).toNanos());
    }

    long nanosLeft() {
        return Math.max(0, at - System.nanoTime());
    }

    boolean isOver() {
        return nanosLeft() == 0;
    }
}
