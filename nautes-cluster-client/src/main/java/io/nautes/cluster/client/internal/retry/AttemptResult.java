package io.nautes.cluster.client.internal.retry;

import io.nautes.cluster.client.internal.http.HttpReply;

/** How an attempt ended. */
public sealed interface AttemptResult {
    /**
     * Somebody answered.
     *
     * @param reply the reply
     */
    record Answered(HttpReply reply) implements AttemptResult {}

    /**
     * The connection failed.
     *
     * @param cause why
     * @param maybeSent whether the server may have got the whole request
     */
    record Broken(Throwable cause, boolean maybeSent) implements AttemptResult {}

    /**
     * The attempt was ended from our side.
     *
     * @param ending why
     * @param maybeSent whether the server may have got the whole request
     */
    record Ended(Ending ending, boolean maybeSent) implements AttemptResult {}

    /**
     * There was no token to send.
     *
     * @param cause what the token source threw
     */
    record NoToken(Throwable cause) implements AttemptResult {}

    /** Why a call is ended from our side. */
    enum Ending {
        /** Its time is over. */
        DEADLINE,
        /** The client was closed. */
        CLOSED,
        /** The thread that waits was interrupted. */
        INTERRUPTED
    }
}
