package io.nautes.cluster.core.listener;

import io.nautes.cluster.core.ClusterRegistry;
import java.util.Map;

/**
 * A listener for one operation of a {@link ClusterRegistry}. See {@link RegistryListener} for threads and exceptions.
 */
public interface OperationListener {
    /**
     * Returns a listener that does nothing.
     *
     * @return the listener
     */
    static OperationListener none() {
        return NoOperationListener.INSTANCE;
    }

    /**
     * Returns headers to add to the requests of this operation, such as {@code traceparent}. It is called once for each
     * request. Headers that the registry sets itself, and headers that HTTP does not allow, are left out, with a warning in
     * the log. A registry that sends no HTTP requests does not call it.
     *
     * @return values by header name; empty by default
     */
    default Map<String, String> requestHeaders() {
        return Map.of();
    }

    /**
     * Reports that an attempt ended. An operation has several if it is retried.
     *
     * @param attempt the attempt
     */
    default void onAttempt(OperationAttempt attempt) {}

    /**
     * Reports that the operation ended. It is called once, after all attempts.
     *
     * @param outcome the outcome
     */
    default void onEnd(OperationOutcome outcome) {}
}
