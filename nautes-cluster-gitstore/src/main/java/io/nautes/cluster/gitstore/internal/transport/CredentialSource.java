package io.nautes.cluster.gitstore.internal.transport;

import org.jspecify.annotations.Nullable;

/** Where credentials come from. It may block and fail, and is called by several threads. */
public interface CredentialSource {
    /** A source of no credentials. */
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

    /** Returns the credentials of an exchange, or {@code null} for an exchange without any. */
    @Nullable
    Credentials get();

    /** Returns credentials in place of refused ones, or the same if there are no others. */
    @Nullable
    Credentials renewed(Credentials refused);
}
