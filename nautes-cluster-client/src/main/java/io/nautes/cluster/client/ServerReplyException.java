package io.nautes.cluster.client;

import io.nautes.cluster.client.internal.retry.ServerReply;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.RegistryException;
import java.util.List;

/**
 * The API server, or something in front of it, answered with an error or with something that is no answer. Its own
 * words are kept, without secrets and control characters.
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
     * @return such as 500
     */
    public int status() {
        return status;
    }

    /**
     * Returns the server's reason.
     *
     * @return such as {@code VALIDATOR}; empty if it gave none
     */
    public String reason() {
        return reason;
    }

    /**
     * Returns the server's message.
     *
     * @return its message in one line, at most 1,000 characters; empty if it gave none
     */
    public String serverMessage() {
        return serverMessage;
    }

    /**
     * Returns what this library finds wrong with the request in the field that the server names. The server names
     * fields of its program, and only the first one; a finding says it in the request's terms and how to fix it.
     *
     * @return the findings; empty if none matches, and after deserialization
     */
    @SuppressWarnings("ConstantValue")
    public List<Finding> findings() {
        return findings == null ? List.of() : findings;
    }

    /**
     * Returns whether the same call may succeed later, by the table that the client's own retries go by: 429 and 503
     * for every operation, 502 and 504 for reads. Other faults of the server may succeed later too, but nobody knows.
     */
    @Override
    public boolean isRetryable() {
        return retryable;
    }
}
