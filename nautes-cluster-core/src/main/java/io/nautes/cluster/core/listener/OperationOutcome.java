package io.nautes.cluster.core.listener;

import io.nautes.cluster.core.RegistryException;
import java.time.Duration;
import java.util.Optional;

/** The outcome of an operation, as reported to {@link OperationListener#onEnd}. Implemented by registries only. */
public interface OperationOutcome {
    /**
     * Returns the failure of the operation.
     *
     * @return the exception that its caller gets; empty if it succeeded
     */
    Optional<RegistryException> failure();

    /**
     * Returns the number of attempts.
     *
     * @return the number; 0 if the operation was refused or ended before the first one
     */
    int attempts();

    /**
     * Returns the revision that the operation created or read.
     *
     * @return the revision; empty if the operation failed, or if the registry has no revisions
     */
    Optional<String> revision();

    /**
     * Returns how long the operation took.
     *
     * @return the time, including waits and pauses
     */
    Duration duration();
}
