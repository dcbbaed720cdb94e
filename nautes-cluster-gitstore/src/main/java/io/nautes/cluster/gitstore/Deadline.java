package io.nautes.cluster.gitstore;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The moment by which an operation has to be over.
 *
 * @param end in the time of {@link System#nanoTime()}
 */
record Deadline(long end) {
    static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    long nanos() {
        return end - System.nanoTime();
    }

    boolean isOver() {
        return nanos() <= 0;
    }

    /** The time that is left, but at most so much; at least one millisecond, since zero means "for ever" to sockets. */
    int millis(Duration most) {
        long left = Math.min(TimeUnit.NANOSECONDS.toMillis(nanos()), most.toMillis());
        return (int) Math.max(1, Math.min(left, Integer.MAX_VALUE));
    }

    /** The same in whole seconds, rounded up. */
    int seconds(Duration most) {
        return 1 + (millis(most) - 1) / 1000;
    }

    /** A deadline that leaves a part of the time that is left, to find out what became of something. */
    Deadline part(double share) {
        return new Deadline(System.nanoTime() + (long) (nanos() * share));
    }
}
