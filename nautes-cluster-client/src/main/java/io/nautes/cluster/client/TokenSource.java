package io.nautes.cluster.client;

import io.nautes.cluster.model.AccessToken;

/** Gives the access token of a request. Called for each attempt, possibly by several threads. */
@FunctionalInterface
public interface TokenSource {
    /**
     * The token.
     *
     * @return the token to send now
     */
    AccessToken token();
}
