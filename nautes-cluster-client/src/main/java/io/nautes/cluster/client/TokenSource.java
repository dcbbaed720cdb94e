package io.nautes.cluster.client;

import io.nautes.cluster.model.AccessToken;

/**
 * Gives the access token of a request. It is asked before each attempt, possibly by several threads at once, so it should
 * remember its token. A thread of the client asks it, and the call's deadline covers the answer: a source that takes longer
 * is interrupted. An exception that it throws fails the operation with
 * {@link io.nautes.cluster.core.FailureCode#UNAUTHENTICATED}, without a further attempt.
 */
@FunctionalInterface
public interface TokenSource {
    /**
     * The token.
     *
     * @return the token to send now
     */
    AccessToken token();

    /**
     * A token in place of one that the server refused. It is asked at most once an operation; if it gives the refused
     * token again, the operation fails.
     *
     * @param refused the token that was refused; another thread may have replaced it in the meantime
     * @return the token to send now; by default what {@link #token()} gives
     */
    default AccessToken renewed(AccessToken refused) {
        return token();
    }
}
