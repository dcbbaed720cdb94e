package io.nautes.cluster.client;

import io.nautes.cluster.core.spi.CredentialSupplier;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.internal.support.TokenFile;
import java.nio.file.Path;

/**
 * A supplier of the access tokens of requests. It is called before each attempt, on a thread of the client. The call's
 * deadline includes the time that it takes.
 */
@FunctionalInterface
public interface TokenSource extends CredentialSupplier<AccessToken> {
    /**
     * Returns a source that reads the token from a file, such as a mounted Kubernetes secret. The file is read again when
     * it changes, and when a token is refused. White space around the token is ignored.
     *
     * @param file the file, of at most 64 KiB; it need not exist yet
     * @return the source. It fails with an {@link java.io.UncheckedIOException} if the file cannot be read, and with an
     *     {@link IllegalArgumentException} if it does not contain a token
     */
    static TokenSource file(Path file) {
        TokenFile source = new TokenFile(file);
        return new TokenSource() {
            @Override
            public AccessToken credential() {
                return source.token();
            }

            @Override
            public AccessToken renewed(AccessToken refused) {
                return source.reread();
            }
        };
    }
}
