package io.nautes.cluster.gitstore;

import io.nautes.cluster.gitstore.internal.transport.Credentials;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a program authenticates to a Git server with. Immutable; it cannot print its secret. */
public final class GitCredentials {
    private static final String TOKEN_USER = "oauth2";

    private final Credentials secret;

    private GitCredentials(String username, String password) {
        this.secret = new Credentials(
                Objects.requireNonNull(username, "username"), Objects.requireNonNull(password, "password"));
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

    /** Returns the supplier that the internals ask. */
    static Supplier<@Nullable Credentials> opaque(Supplier<? extends @Nullable GitCredentials> supplier) {
        return () -> {
            GitCredentials given = supplier.get();
            return given == null ? null : given.secret();
        };
    }

    /** Says whose credentials they are, not the secret. */
    @Override
    public String toString() {
        return "GitCredentials" + secret;
    }
}
