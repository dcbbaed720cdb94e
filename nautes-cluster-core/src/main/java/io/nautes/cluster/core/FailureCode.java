package io.nautes.cluster.core;

import java.util.Locale;

/**
 * The reason why an operation of a {@link ClusterRegistry} failed. The names are stable; more may be added. Use {@link
 * RegistryException#isRetryable()} to find out whether the same call may succeed later, because that also depends on
 * what was sent.
 */
public enum FailureCode {
    /** The request is invalid. */
    INVALID,
    /** The cluster is in use, so it cannot be deleted, or cannot be changed in the requested way. */
    IN_USE,
    /** The precondition of the change does not hold, for example because another change came first. */
    CONFLICT,
    /** The registry does not support the request, such as checking a precondition. */
    UNSUPPORTED,
    /** Something that the registry needs does not exist or is not visible with these credentials. */
    NOT_FOUND,
    /** The credentials are missing or refused. */
    UNAUTHENTICATED,
    /** The credentials have insufficient permissions. */
    PERMISSION_DENIED,
    /** There were too many requests. */
    RATE_LIMITED(true),
    /** The server failed or is not available. */
    SERVER_FAULT(true),
    /** There was no reply in time. Nothing was changed. */
    TIMEOUT(true),
    /** The server could not be reached, or the connection broke before anything was changed. */
    UNREACHABLE(true),
    /** The server's certificate is not trusted. */
    UNTRUSTED_CERTIFICATE,
    /** The reply is not from the expected server; it may be a page of a proxy. */
    UNEXPECTED_REPLY,
    /** It is not known whether the change was made. */
    OUTCOME_UNKNOWN,
    /** The stored content is damaged, or in a form that cannot be changed safely. */
    MALFORMED_CONTENT,
    /** The registration was changed, but the kubeconfig that it no longer needs could not be removed. */
    KUBECONFIG_NOT_REMOVED(true),
    /** The local file system failed: the disk may be full. */
    LOCAL_STORAGE,
    /** The operation was canceled, or its registry was closed. */
    CANCELLED;

    private final boolean isRetryable;

    FailureCode() {
        this(false);
    }

    FailureCode(boolean isRetryable) {
        this.isRetryable = isRetryable;
    }

    /** Returns the code for metrics, traces and problem details: its name in lower case, such as {@code in_use}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the status that an HTTP service should send to its client if a registry fails with this code.
     *
     * @return a status of RFC 9110: 4xx for mistakes of the client, 5xx for failures behind the service. For example,
     *     {@link #UNAUTHENTICATED} is 502, because the refused credentials are those of the service
     */
    public int httpStatus() {
        return switch (this) {
            case INVALID -> 422;
            case IN_USE, CONFLICT -> 409;
            case RATE_LIMITED, SERVER_FAULT, UNREACHABLE, KUBECONFIG_NOT_REMOVED -> 503;
            case TIMEOUT, OUTCOME_UNKNOWN -> 504;
            case UNSUPPORTED -> 501;
            case NOT_FOUND, UNAUTHENTICATED, PERMISSION_DENIED, UNTRUSTED_CERTIFICATE, UNEXPECTED_REPLY -> 502;
            case MALFORMED_CONTENT, LOCAL_STORAGE, CANCELLED -> 500;
        };
    }

    /** Returns whether failures with this code can be retried, unless an exception overrides it. */
    boolean isRetryable() {
        return isRetryable;
    }
}
