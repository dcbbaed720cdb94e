package io.nautes.cluster.client;

import io.nautes.cluster.client.internal.retry.Backoff;
import java.time.Duration;
import java.util.Objects;

/**
 * The number of attempts of an operation, and the pauses between them. All attempts share the deadline of the call.
 *
 * <p>Which failures are retried is fixed. Reads are retried if the connection fails or the server is not available (429,
 * 502, 503, 504). Changes are retried only if it is certain that they were not made (no connection, 429, 503).
 *
 * @param maxAttempts the maximum number of attempts, including the first; at least 1
 * @param firstPause the longest pause before the second attempt. It doubles with each further attempt. The pause is
 *     drawn evenly between zero and the longest ("full jitter"), so that clients do not retry at the same moment
 * @param maxPause the longest pause before any attempt. A pause is never shorter than the server's {@code Retry-After}
 */
public record RetryPolicy(int maxAttempts, Duration firstPause, Duration maxPause) {
    private static final RetryPolicy DEFAULTS = new RetryPolicy(3, Duration.ofMillis(200), Duration.ofSeconds(5));

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the number of attempts is less than 1 or a pause is negative
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
     * Returns the default policy: three attempts, the first pause up to 200 ms, and no pause longer than 5 s.
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
