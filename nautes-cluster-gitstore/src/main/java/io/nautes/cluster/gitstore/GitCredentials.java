package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.spi.CredentialSupplier;
import io.nautes.cluster.gitstore.internal.transport.CredentialSource;
import io.nautes.cluster.gitstore.internal.transport.Credentials;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Credentials for a Git server. Immutable; {@link #toString} does not show the secret. */
public final class GitCredentials {
    private static final String TOKEN_USER = "oauth2";

    private final Credentials secret;

    private GitCredentials(String username, String password) {
        this(new Credentials(
                Objects.requireNonNull(username, "username"), Objects.requireNonNull(password, "password")));
    }

    private GitCredentials(Credentials secret) {
        this.secret = secret;
    }

    /**
     * Returns credentials with an access token. The user name sent with it is {@code oauth2}, which GitLab requires;
     * most other servers accept any name.
     *
     * @param token the token
     */
    public static GitCredentials token(String token) {
        return new GitCredentials(TOKEN_USER, token);
    }

    /**
     * Returns credentials with a user name and a password.
     *
     * @param username the user name
     * @param password the password, or a token
     * @throws IllegalArgumentException if the user name contains a colon, because servers would read the rest as the
     *     password
     */
    public static GitCredentials userPassword(String username, String password) {
        if (username.indexOf(':') >= 0) {
            throw new IllegalArgumentException("username: must not contain a colon");
        }
        return new GitCredentials(username, password);
    }

    /** Returns the opaque form that the store's internals use. */
    Credentials secret() {
        return secret;
    }

    /** Returns a source that always provides these credentials. */
    CredentialSource source() {
        return new CredentialSource() {
            @Override
            public Credentials get() {
                return secret;
            }

            @Override
            public Credentials renewed(Credentials refused) {
                return secret;
            }
        };
    }

    /** Returns a source that asks a supplier. */
    static CredentialSource source(CredentialSupplier<GitCredentials> supplier) {
        Objects.requireNonNull(supplier, "credentials");
        return new CredentialSource() {
            @Override
            public Credentials get() {
                return supplier.credential().secret();
            }

            @Override
            public Credentials renewed(Credentials refused) {
                return supplier.renewed(new GitCredentials(refused)).secret();
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GitCredentials given && secret.equals(given.secret);
    }

    @Override
    public int hashCode() {
        return secret.hashCode();
    }

    /** Returns the user name, without the secret. */
    @Override
    public String toString() {
        return "GitCredentials" + secret;
    }
}
