package io.nautes.cluster.core;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.nautes.cluster.model.error.NautesException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when an operation of a {@link ClusterRegistry} fails. This is the root of all such exceptions. Failures that
 * callers usually handle differently have subclasses, and {@link #code()} distinguishes them more finely. The failures
 * of earlier attempts are attached as suppressed exceptions. No message contains a secret.
 *
 * <p>Its JSON form has the code, the message, and whether the call can be retried; for a refused request it also has
 * the findings. It has no stack trace and no causes.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.NONE,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonPropertyOrder({"code", "message", "retryable"})
public class RegistryException extends NautesException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    /**
     * Creates an exception.
     *
     * @param code the reason
     * @param message the operation, the cluster, what happened, and what to do
     */
    public RegistryException(FailureCode code, String message) {
        this(code, message, null);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param code the reason
     * @param message the operation, the cluster, what happened, and what to do
     * @param cause the cause; its message must not contain a secret either
     */
    public RegistryException(FailureCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /**
     * Returns the reason for the failure.
     *
     * @return a stable code
     */
    @JsonProperty("code")
    public FailureCode code() {
        return code;
    }

    /**
     * Returns whether the same call may succeed later.
     *
     * @return {@code true} if a retry is safe and may succeed
     */
    @JsonProperty("retryable")
    public boolean isRetryable() {
        return code.isRetryable();
    }

    @Override
    @JsonProperty("message")
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
