package io.nautes.cluster.core;

import org.jspecify.annotations.Nullable;

/** Thrown when a change was sent and it is not known whether it was made. Read the cluster before you retry. */
public final class OutcomeUnknownException extends RegistryException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the cluster, what happened, and what to do
     * @param cause what happened to the connection
     */
    public OutcomeUnknownException(String message, @Nullable Throwable cause) {
        super(FailureCode.OUTCOME_UNKNOWN, message, cause);
    }
}
