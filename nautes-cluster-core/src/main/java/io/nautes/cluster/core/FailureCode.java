package io.nautes.cluster.core;

/** Why an operation of a {@link ClusterRegistry} failed. The names are stable. */
public enum FailureCode {
    /** The request breaks a rule; trying again cannot help. */
    INVALID(false),
    /** The cluster is used by others, who are named; it cannot be deleted or changed in this way. */
    IN_USE(false),
    /** Another change of the same cluster came first. */
    CONFLICT(false),
    /** What the registry needs is not there, or is not to be seen with these credentials. */
    NOT_FOUND(false),
    /** The credentials are missing or refused. */
    UNAUTHENTICATED(false),
    /** The credentials do not suffice. */
    PERMISSION_DENIED(false),
    /** Too many requests; later is better. */
    RATE_LIMITED(true),
    /** The server failed or is not available. */
    SERVER_FAULT(true),
    /** No answer in time; nothing was changed. */
    TIMEOUT(true),
    /** No connection could be made, or it broke before anything was changed. */
    UNREACHABLE(true),
    /** The server's certificate is not trusted. */
    UNTRUSTED_CERTIFICATE(false),
    /** The answer is not what the server should give, such as a page of a proxy. */
    UNEXPECTED_REPLY(false),
    /** It is not known whether the change was made. */
    OUTCOME_UNKNOWN(false),
    /** What is stored is damaged or was written by others in a form that cannot be changed safely. */
    MALFORMED_CONTENT(false),
    /** The registration was changed, but the kubeconfig that it no longer needs could not be removed. */
    KUBECONFIG_NOT_REMOVED(true),
    /** The local file system failed, such as a full disk. */
    LOCAL_STORAGE(false),
    /** The operation was cancelled, or its registry closed. */
    CANCELLED(false);

    private final boolean retryable;

    FailureCode(boolean retryable) {
        this.retryable = retryable;
    }

    /**
     * Whether the same call may succeed later without anything else being changed.
     *
     * @return {@code true} if trying again makes sense and is safe
     */
    public boolean isRetryable() {
        return retryable;
    }
}
