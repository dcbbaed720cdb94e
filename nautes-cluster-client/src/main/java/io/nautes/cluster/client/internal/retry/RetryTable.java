package io.nautes.cluster.client.internal.retry;

import io.nautes.cluster.client.internal.api.ApiOperation;
import io.nautes.cluster.core.FailureCode;

/** The rules for retries. They determine both the client's retries and {@code isRetryable} of exceptions. */
final class RetryTable {
    static final int TOO_MANY_REQUESTS = 429;
    static final int NOT_IMPLEMENTED = 501;
    static final int BAD_GATEWAY = 502;
    static final int UNAVAILABLE = 503;
    static final int GATEWAY_TIMEOUT = 504;
    static final int VERSION_NOT_SUPPORTED = 505;
    static final int NETWORK_LOGIN_REQUIRED = 511;

    private RetryTable() {}

    /** Returns whether a status means that a later attempt may succeed, and that this attempt changed nothing. */
    static boolean isTemporary(ApiOperation operation, int status) {
        return switch (status) {
            case TOO_MANY_REQUESTS, UNAVAILABLE -> true;
            // A gateway may have passed the request on before it gave up.
            case BAD_GATEWAY, GATEWAY_TIMEOUT -> operation.isRead();
            default -> false;
        };
    }

    /**
     * Returns whether it is unknown after a reply if a change was made. This is the case if the reply is successful but
     * does not come from the API, or if a server or a gateway failed, perhaps after the change. A server that refuses a
     * request and gives the reason has not made the change.
     */
    static boolean isOutcomeUnknown(ApiOperation operation, int status, FailureCode code) {
        if (operation.isRead()) {
            return false;
        }
        return switch (status) {
            case NOT_IMPLEMENTED, UNAVAILABLE, VERSION_NOT_SUPPORTED, NETWORK_LOGIN_REQUIRED -> false;
            default -> status / 100 == 2 || (status / 100 == 5 && code == FailureCode.SERVER_FAULT);
        };
    }
}
