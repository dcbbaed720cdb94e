package io.nautes.cluster.client.internal.retry;

import java.time.Duration;

/**
 * The number of attempts, and the longest pauses between them.
 *
 * @param maxAttempts the maximum number of attempts, including the first; at least 1
 * @param firstPause the longest pause after the first attempt; it doubles with each further attempt
 * @param maxPause the longest pause after any attempt
 */
public record Backoff(int maxAttempts, Duration firstPause, Duration maxPause) {
    private static final int MAX_DOUBLINGS = 30;
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Returns the longest pause after an attempt, in nanoseconds. */
    public long maxPauseNanos(int attempt) {
        long longest = saturated(maxPause);
        long first = saturated(firstPause);
        int doublings = Math.min(attempt - 1, MAX_DOUBLINGS);
        return first > longest >> doublings ? longest : first << doublings;
    }

    private static long saturated(Duration pause) {
        return pause.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : pause.toNanos();
    }
}
