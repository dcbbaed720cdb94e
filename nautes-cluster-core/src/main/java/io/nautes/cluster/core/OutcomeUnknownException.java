package io.nautes.cluster.core;

import org.jspecify.annotations.Nullable;

/**
 * A change was sent, and it is not known whether it was made. Read the cluster before trying again.
 */
public final class OutcomeUnknownException extends RegistryException {
    private static final long serialVersionUID = 1L;

    /**
     * An unknown outcome.
     *
     * @param message all facts
     * @param cause what happened to the connection
     */
    public OutcomeUnknownException(String message, @Nullable Throwable cause) {
        super(FailureCode.OUTCOME_UNKNOWN, message, cause);
    }
}
