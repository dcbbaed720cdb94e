package io.nautes.cluster.client.internal.retry;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.RegistryException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts about an unsuccessful or unreadable reply.
 *
 * @param status the HTTP status
 * @param reason the server's reason; empty if the reply has none
 * @param message the server's message; empty if the reply has none
 * @param isRetryable whether the same call may succeed later
 * @param findings this library's findings about the field that the server names
 * @param cause why the reply could not be read; {@code null} if it was read
 */
public record ServerReply(
        int status,
        String reason,
        String message,
        boolean isRetryable,
        List<Finding> findings,
        @Nullable Throwable cause) {

    /** A factory of the public exception, on which this package does not depend. */
    @FunctionalInterface
    public interface ExceptionFactory {
        /** Creates the exception of a reply. */
        RegistryException create(FailureCode code, String message, ServerReply reply);
    }
}
