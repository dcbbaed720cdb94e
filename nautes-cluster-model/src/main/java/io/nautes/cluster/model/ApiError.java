package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * The API server's reply to a request that failed.
 *
 * @param code the HTTP status that the server means
 * @param reason a code such as {@code VALIDATOR}; empty for the rules of the service
 * @param message the server's words; possibly empty
 * @param metadata more about the failure; never {@code null}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApiError(
        @JsonProperty("code") int code,
        @JsonProperty("reason") String reason,
        @JsonProperty("message") String message,
        @JsonProperty("metadata") Map<String, String> metadata) {
    /** Copies the metadata. */
    public ApiError {
        metadata = Immutable.map(metadata, "metadata");
    }
}
