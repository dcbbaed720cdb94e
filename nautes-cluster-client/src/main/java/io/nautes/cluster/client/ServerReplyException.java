package io.nautes.cluster.client;

import io.nautes.cluster.client.internal.retry.ServerReply;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.RegistryException;
import java.util.List;

/**
 * The API server, or a proxy in front of it, returned an error or an invalid reply. The server's message is kept,
 * without secrets and control characters.
 */
public final class ServerReplyException extends RegistryException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;
    private final String serverMessage;
    private final boolean retryable;
    private final transient List<Finding> findings;

    ServerReplyException(FailureCode code, String message, ServerReply reply) {
        super(code, message, reply.cause());
        this.status = reply.status();
        this.reason = reply.reason();
        this.serverMessage = reply.message();
        this.retryable = reply.isRetryable();
        this.findings = reply.findings();
    }

    /**
     * Returns the HTTP status.
     *
     * @return the status, such as 500
     */
    public int status() {
        return status;
    }

    /**
     * Returns the server's reason.
     *
     * @return the reason, such as {@code VALIDATOR}; empty if the reply has none
     */
    public String reason() {
        return reason;
    }

    /**
     * Returns the server's message.
     *
     * @return the message in one line, at most 1,000 characters; empty if the reply has none
     */
    public String serverMessage() {
        return serverMessage;
    }

    /**
     * Returns this library's findings about the field that the server names. The server uses the names of its program
     * and reports only the first error. A finding uses the request's names and says how to fix the error.
     *
     * @return the findings; empty if none is about that field, and always empty after deserialization
     */
    @SuppressWarnings("ConstantValue")
    public List<Finding> findings() {
        return findings == null ? List.of() : findings;
    }

    /**
     * Returns whether the same call may succeed later, by the same rules that the client applies to its retries: 429
     * and 503 for every operation, 502 and 504 for reads. A call may also succeed after another server error, but that
     * cannot be predicted.
     */
    @Override
    public boolean isRetryable() {
        return retryable;
    }
}
