package io.nautes.cluster.client;

import io.nautes.cluster.model.AccessToken;

/**
 * A source with one token, which there is no point in asking again.
 *
 * @param token the token
 */
record FixedToken(AccessToken token) implements TokenSource {}
