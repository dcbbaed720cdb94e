package io.nautes.cluster.core;

import java.util.Locale;

/**
 * Why an operation of a {@link ClusterRegistry} failed. The names are stable; more may be added. Whether the same call may
 * succeed later is said by {@link RegistryException#isRetryable()}, because it also depends on what was sent.
 */
public enum FailureCode {
    /** The request is invalid. */
    INVALID,
    /** The cluster is in use, so that it cannot be deleted, or not be changed in this way. */
    IN_USE,
    /** The precondition of the change does not hold: another change came first, for example. */
    CONFLICT,
    /** The registry cannot do what was asked, such as checking a precondition. */
    UNSUPPORTED,
    /** Something that the registry needs does not exist, or cannot be seen with these credentials. */
    NOT_FOUND,
    /** The credentials are missing or refused. */
    UNAUTHENTICATED,
    /** The credentials have not enough rights. */
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
    /** The reply is not one of the expected server; it may be a page of a proxy. */
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

    /** Returns the code as metrics, traces and problem details name it: its name in lower case, such as {@code in_use}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the status with which a service over HTTP answers its own caller when a registry fails with this code.
     *
     * @return a status of RFC 9110: 4xx for mistakes of the caller, 5xx for everything behind the service. Its own
     *     credentials, for example, are not those of the caller, so that {@link #UNAUTHENTICATED} is 502
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

    /** Returns whether failures with this code can be retried, unless an exception knows better. */
    boolean isRetryable() {
        return isRetryable;
    }
}
