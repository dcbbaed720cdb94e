package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.spi.CredentialSupplier;
import io.nautes.cluster.gitstore.internal.transport.CredentialSource;
import io.nautes.cluster.gitstore.internal.transport.Credentials;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a program authenticates to a Git server with. Immutable; it cannot print its secret. */
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
     * Returns an access token. The user name that goes with it, {@code oauth2}, is the one that GitLab asks for; most
     * other servers take any.
     *
     * @param token the token
     * @return the credentials
     */
    public static GitCredentials token(String token) {
        return new GitCredentials(TOKEN_USER, token);
    }

    /**
     * Returns a user name and a password.
     *
     * @param username the user name
     * @param password the password, or a token
     * @return the credentials
     * @throws IllegalArgumentException if the user name holds a colon, where servers would take the rest for the password
     */
    public static GitCredentials userPassword(String username, String password) {
        if (username.indexOf(':') >= 0) {
            throw new IllegalArgumentException("username: must not hold a colon");
        }
        return new GitCredentials(username, password);
    }

    /** Returns the opaque form that the store's internals use. */
    Credentials secret() {
        return secret;
    }

    /** Returns a source of these credentials alone. */
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

    /** Returns whose credentials they are, without the secret. */
    @Override
    public String toString() {
        return "GitCredentials" + secret;
    }
}
