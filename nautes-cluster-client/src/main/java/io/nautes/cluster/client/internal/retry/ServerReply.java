package io.nautes.cluster.client.internal.retry;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.RegistryException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a reply that is a failure.
 *
 * @param status the HTTP status
 * @param reason the server's reason; empty if it gave none
 * @param message the server's message; empty if it gave none
 * @param isRetryable whether the same call may succeed later
 * @param findings what this library finds wrong with the request in the field that the server names
 * @param cause why the reply could not be read; {@code null} if it could
 */
public record ServerReply(
        int status,
        String reason,
        String message,
        boolean isRetryable,
        List<Finding> findings,
        @Nullable Throwable cause) {

    /** Creates the exception of the API, which this package does not know. */
    @FunctionalInterface
    public interface ExceptionFactory {
        /** Creates the exception of a reply. */
        RegistryException create(FailureCode code, String message, ServerReply reply);
    }
}
