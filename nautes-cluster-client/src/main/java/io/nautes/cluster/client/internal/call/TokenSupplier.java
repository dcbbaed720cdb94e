package io.nautes.cluster.client.internal.call;

import io.nautes.cluster.model.AccessToken;

/** Supplies access tokens. It may block and fail, and is called by several threads. */
public interface TokenSupplier {
    /** Returns the token to send. */
    AccessToken token();

    /** Returns a token in place of one that the server refused. */
    AccessToken renewed(AccessToken refused);

    /**
     * A supplier with one token, which there is no point in asking again.
     *
     * @param token the token
     */
    record Fixed(AccessToken token) implements TokenSupplier {
        @Override
        public AccessToken renewed(AccessToken refused) {
            return token;
        }
    }
}
