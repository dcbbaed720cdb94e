package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import java.util.Objects;

/**
 * The API server's reply to a request that failed.
 *
 * @param code the HTTP status according to the server
 * @param reason a code such as {@code VALIDATOR}; empty for the rules of the service
 * @param message the server's message; possibly empty
 * @param metadata more about the failure; never {@code null}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApiError(int code, String reason, String message, Map<String, String> metadata) {
    /** Copies the metadata. A text that is {@code null} is empty. */
    public ApiError {
        reason = Objects.requireNonNullElse(reason, "");
        message = Objects.requireNonNullElse(message, "");
        metadata = Immutable.map(metadata, "metadata");
    }
}
