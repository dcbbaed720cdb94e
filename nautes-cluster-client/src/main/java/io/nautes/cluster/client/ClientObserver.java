package io.nautes.cluster.client;

import io.nautes.cluster.core.FailureCode;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Is told of each attempt, for logs, metrics and traces. May be called by several threads; should return quickly. What it
 * throws is passed over.
 */
@FunctionalInterface
public interface ClientObserver {
    /**
     * An attempt is over.
     *
     * @param attempt what happened
     */
    void onAttempt(Attempt attempt);

    /**
     * What happened in one attempt. Holds no secret.
     *
     * @param operation what was to be done, such as {@code save cluster host-1}
     * @param cluster the cluster's name; empty for a list
     * @param method the HTTP method
     * @param uri where the request went
     * @param number which attempt of the operation it was, counted from 1
     * @param statusOrZero the HTTP status; 0 if there was no reply
     * @param failureOrNull why it is no success; {@code null} if it is one, or if it says that a cluster is not
     *     registered where that is an answer
     * @param duration how long it took, from the question for a token to the end of the reply
     * @param isLast whether no other attempt follows; the reads that look after a change with an unknown outcome count
     *     as another operation
     */
    record Attempt(
            String operation,
            String cluster,
            String method,
            URI uri,
            int number,
            int statusOrZero,
            @Nullable FailureCode failureOrNull,
            Duration duration,
            boolean isLast) {
        /**
         * The HTTP status.
         *
         * @return the status, if there was a reply
         */
        public OptionalInt status() {
            return statusOrZero == 0 ? OptionalInt.empty() : OptionalInt.of(statusOrZero);
        }

        /**
         * Why the attempt is no success.
         *
         * @return the code, or empty for a success
         */
        public Optional<FailureCode> failure() {
            return Optional.ofNullable(failureOrNull);
        }
    }
}
