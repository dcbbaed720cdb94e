package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;

/**
 * The API server's reply to a save or a delete.
 *
 * @param message the server's message; possibly empty
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApiMessage(String message) {
    /** Takes {@code null} for an empty message. */
    public ApiMessage {
        message = Objects.requireNonNullElse(message, "");
    }
}
