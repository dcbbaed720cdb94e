package io.nautes.cluster.client;

import io.nautes.cluster.client.internal.retry.Backoff;
import java.time.Duration;
import java.util.Objects;

/**
 * How often and after what pause an operation is tried again. What may be tried again is not a matter of taste and so
 * not part of it: reads when the connection fails or the server is not available (429, 502, 503, 504), changes only
 * when it is certain that they were not made (no connection, 429, 503). All attempts share the client's deadline.
 *
 * @param maxAttempts the greatest number of attempts, the first one included; at least 1
 * @param firstPause the longest pause before the second attempt; it doubles with each further one. The pause is drawn
 *     evenly from zero to the longest ("full jitter"), so that clients do not come back all at once
 * @param maxPause the longest pause of all; a server's {@code Retry-After} comes before both
 */
public record RetryPolicy(int maxAttempts, Duration firstPause, Duration maxPause) {
    private static final RetryPolicy DEFAULTS = new RetryPolicy(3, Duration.ofMillis(200), Duration.ofSeconds(5));

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if there is no attempt or a pause is negative
     */
    public RetryPolicy {
        Objects.requireNonNull(firstPause, "firstPause");
        Objects.requireNonNull(maxPause, "maxPause");
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("there must be at least 1 attempt (got " + maxAttempts + ")");
        }
        if (firstPause.isNegative() || maxPause.isNegative()) {
            throw new IllegalArgumentException(
                    "a pause must not be negative (got " + firstPause + " and " + maxPause + ")");
        }
    }

    /**
     * Returns the default policy: three attempts, the first pause up to 200 ms, none over 5 s.
     *
     * @return the policy
     */
    public static RetryPolicy defaults() {
        return DEFAULTS;
    }

    /**
     * Returns the policy of a single attempt.
     *
     * @return the policy
     */
    public static RetryPolicy none() {
        return new RetryPolicy(1, Duration.ZERO, Duration.ZERO);
    }

    Backoff backoff() {
        return new Backoff(maxAttempts, firstPause, maxPause);
    }
}
