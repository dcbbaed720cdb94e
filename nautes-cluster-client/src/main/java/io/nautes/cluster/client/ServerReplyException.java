package io.nautes.cluster.client;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;

/** The API server answered with an error; its own words are kept. */
public final class ServerReplyException extends RegistryException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;
    private final String serverMessage;

    ServerReplyException(FailureCode code, String message, int status, String reason, String serverMessage) {
        super(code, message);
        this.status = status;
        this.reason = reason;
        this.serverMessage = serverMessage;
    }

    /**
     * The HTTP status.
     *
     * @return such as 500
     */
    public int status() {
        return status;
    }

    /**
     * The server's reason.
     *
     * @return such as {@code VALIDATOR}; empty if it gave none
     */
    public String reason() {
        return reason;
    }

    /**
     * The server's words.
     *
     * @return its message, shortened; empty if it gave none
     */
    public String serverMessage() {
        return serverMessage;
    }
}
