package io.nautes.cluster.kubeconfig;

import io.nautes.cluster.core.FailureCode;

/** Thrown when a request gets no reply. */
final class NoReplyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final boolean sent;

    NoReplyException(FailureCode code, boolean sent, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.sent = sent;
    }

    FailureCode code() {
        return code;
    }

    /** Returns whether Vault may have received the request and carried it out. */
    boolean isSent() {
        return sent;
    }
}
