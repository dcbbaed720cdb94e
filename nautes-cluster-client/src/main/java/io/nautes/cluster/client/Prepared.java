package io.nautes.cluster.client;

import io.nautes.cluster.model.Cluster;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An operation that is ready to be sent, synchronously or not.
 *
 * @param operation what is sent
 * @param accepted which replies are answers
 * @param result what an answer means
 * @param reconciled what it means if a change with an unknown outcome turns out to have been made
 * @param <T> the type of the result
 */
record Prepared<T>(
        Operation operation,
        Predicate<HttpResponse<byte[]>> accepted,
        Function<HttpResponse<byte[]>, T> result,
        Reconciliation<T> reconciled) {

    /**
     * Compares what is registered with what was to be registered.
     *
     * @param <T> the type of the result
     */
    interface Reconciliation<T> {
        /**
         * Compares.
         *
         * @param found what is registered
         * @return the result if the change was made, or empty if that cannot be told
         */
        Optional<T> compare(Optional<Cluster> found);
    }
}
