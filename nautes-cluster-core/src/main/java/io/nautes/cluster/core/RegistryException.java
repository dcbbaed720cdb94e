package io.nautes.cluster.core;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.nautes.cluster.model.error.NautesException;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a {@link ClusterRegistry} failed. The root of all such failures; the subclasses are those that a
 * caller treats differently, {@link #code()} tells them apart more finely. Attempts before the last one are attached as
 * suppressed exceptions. No message holds a secret.
 *
 * <p>Its JSON form has the code, the message, and whether to try again; of a refused request the findings too. It has no
 * stack trace and no causes.
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
     * Creates a failure.
     *
     * @param code why
     * @param message all facts: the operation, the cluster, what happened, what to do
     */
    public RegistryException(FailureCode code, String message) {
        this(code, message, null);
    }

    /**
     * Creates a failure with a cause.
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
    @JsonProperty("code")
    public FailureCode code() {
        return code;
    }

    /**
     * Returns whether the same call may succeed later.
     *
     * @return {@code true} if trying again makes sense and is safe
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
