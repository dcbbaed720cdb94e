package io.nautes.cluster.client;

import io.nautes.cluster.model.AccessToken;
import java.nio.file.Path;

/**
 * Supplies the access tokens of requests. It is called before each attempt, possibly by several threads at once, so it
 * should keep its token. It is called on a thread of the client, and the call's deadline covers it: a source that takes
 * longer is interrupted. An exception that it throws fails the operation with
 * {@link io.nautes.cluster.core.FailureCode#UNAUTHENTICATED}, without a further attempt.
 */
@FunctionalInterface
public interface TokenSource {
    /**
     * Returns a source that reads the token from a file, such as a mounted secret of Kubernetes. The file is read again
     * when it changed, and when a token is refused. White space around the token is ignored.
     *
     * @param file the file, of at most 64 KiB; it need not exist yet
     * @return the source. It fails with an {@link java.io.UncheckedIOException} if the file cannot be read, and with an
     *     {@link IllegalArgumentException} if it does not hold a token
     */
    static TokenSource file(Path file) {
        return new TokenFile(file);
    }

    /**
     * Returns the token to send now.
     *
     * @return the token
     */
    AccessToken token();

    /**
     * Returns a token in place of one that the server refused. It is called at most once in each operation; if it returns
     * the refused token, the operation fails.
     *
     * @param refused the refused token; another thread may have replaced it in the meantime
     * @return the token to send now; by default that of {@link #token()}
     */
    default AccessToken renewed(AccessToken refused) {
        return token();
    }
}
