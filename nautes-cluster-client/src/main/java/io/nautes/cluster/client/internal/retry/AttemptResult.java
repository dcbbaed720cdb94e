package io.nautes.cluster.client.internal.retry;

import io.nautes.cluster.client.internal.http.HttpReply;

/** The result of an attempt. */
public sealed interface AttemptResult {
    /**
     * There was a reply, from the server or from a proxy in front of it.
     *
     * @param reply the reply
     */
    record Answered(HttpReply reply) implements AttemptResult {}

    /**
     * The connection failed.
     *
     * @param cause the failure
     * @param maybeSent whether the server may have received the whole request
     */
    record Broken(Throwable cause, boolean maybeSent) implements AttemptResult {}

    /**
     * The client ended the attempt.
     *
     * @param ending the reason
     * @param maybeSent whether the server may have received the whole request
     */
    record Ended(Ending ending, boolean maybeSent) implements AttemptResult {}

    /**
     * The token source supplied no token.
     *
     * @param cause the failure of the token source
     */
    record NoToken(Throwable cause) implements AttemptResult {}

    /** The reason why the client ends a call. */
    enum Ending {
        /** The call timed out. */
        DEADLINE,
        /** The client was closed. */
        CLOSED,
        /** The waiting thread was interrupted. */
        INTERRUPTED
    }
}
