package io.nautes.cluster.client;

/** What may be tried again; both the client's own attempts and what exceptions say of themselves go by it. */
final class RetryTable {
    static final int TOO_MANY_REQUESTS = 429;
    static final int BAD_GATEWAY = 502;
    static final int UNAVAILABLE = 503;
    static final int GATEWAY_TIMEOUT = 504;

    private RetryTable() {}

    /** Whether a status says that a later attempt may succeed, and that this one changed nothing. */
    static boolean isTemporary(Operation operation, int status) {
        return switch (status) {
            case TOO_MANY_REQUESTS, UNAVAILABLE -> true;
            // A gateway may have passed the request on before it gave up.
            case BAD_GATEWAY, GATEWAY_TIMEOUT -> operation.isRead();
            default -> false;
        };
    }

    /** Whether a status leaves open if a change was made. */
    static boolean isOutcomeUnknown(Operation operation, int status) {
        return !operation.isRead() && (status == BAD_GATEWAY || status == GATEWAY_TIMEOUT);
    }
}
