package io.nautes.cluster.core.listener;

import io.nautes.cluster.core.FailureCode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** One attempt of an operation, as reported to {@link OperationListener#onAttempt}. Implemented by registries only. */
public interface OperationAttempt {
    /**
     * Returns the number of this attempt.
     *
     * @return the number, counted from 1 in each operation
     */
    int number();

    /**
     * Returns the request and its target.
     *
     * @return such as {@code POST https://nautes.example.com/api/v1/clusters/host-1}, without credentials
     */
    String target();

    /**
     * Returns the HTTP status of the reply.
     *
     * @return the status; empty if there was no reply, or if the registry does not use HTTP
     */
    OptionalInt httpStatus();

    /**
     * Returns why the attempt failed.
     *
     * @return the code; empty if it succeeded
     */
    Optional<FailureCode> failure();

    /**
     * Returns how long the attempt took.
     *
     * @return the time, including the wait for a token or for credentials, but not the pauses before and after the
     *     attempt
     */
    Duration duration();

    /**
     * Returns whether another attempt of the operation follows.
     *
     * @return {@code false} if this was the last one
     */
    boolean isRetried();
}
