package io.nautes.cluster.gitstore.internal.transport;

import org.jspecify.annotations.Nullable;

/** A source of credentials. It may block and fail, and is called by several threads. */
public interface CredentialSource {
    /** A source that provides no credentials. */
    CredentialSource NONE = new CredentialSource() {
        @Override
        public @Nullable Credentials get() {
            return null;
        }

        @Override
        public @Nullable Credentials renewed(Credentials refused) {
            return null;
        }
    };

    /** Returns the credentials for an exchange; {@code null} for an exchange without credentials. */
    @Nullable
    Credentials get();

    /** Returns credentials that replace refused ones; the refused ones if there are no other credentials. */
    @Nullable
    Credentials renewed(Credentials refused);
}
