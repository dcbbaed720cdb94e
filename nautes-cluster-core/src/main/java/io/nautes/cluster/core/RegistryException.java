package io.nautes.cluster.core;

import io.nautes.cluster.model.error.NautesException;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a {@link ClusterRegistry} failed. The root of all such failures; the subclasses are those that a
 * caller treats differently, {@link #code()} tells them apart more finely. Attempts before the last one are attached as
 * suppressed exceptions. No message holds a secret.
 */
public class RegistryException extends NautesException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    /**
     * Returns a failure.
     *
     * @param code why
     * @param message all facts: the operation, the cluster, what happened, what to do
     */
    public RegistryException(FailureCode code, String message) {
        this(code, message, null);
    }

    /**
     * A failure with a cause.
     *
     * @param code why
     * @param message all facts: the operation, the cluster, what happened, what to do
     * @param cause what it comes from; its message must hold no secret either
     */
    public RegistryException(FailureCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /**
     * Returns why the operation failed.
     *
     * @return a stable code
     */
    public FailureCode code() {
        return code;
    }

    /**
     * Returns whether the same call may succeed later.
     *
     * @return {@code true} if trying again makes sense and is safe
     */
    public boolean isRetryable() {
        return code.isRetryable();
    }
}
