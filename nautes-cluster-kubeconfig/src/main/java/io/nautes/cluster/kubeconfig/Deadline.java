package io.nautes.cluster.kubeconfig;

import io.nautes.cluster.model.internal.support.TimeLimits;
import java.time.Duration;

/**
 * The deadline of one operation, including all its requests.
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
