package io.nautes.cluster.gitstore;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** What a Git server is told to be let in. Immutable; it cannot print its secret. */
public final class GitCredentials {
    private static final String TOKEN_USER = "oauth2";

    private final String username;
    private final String password;

    private GitCredentials(String username, String password) {
        this.username = Objects.requireNonNull(username, "username");
        this.password = Objects.requireNonNull(password, "password");
    }

    /**
     * An access token. The user name that goes with it, {@code oauth2}, is the one that GitLab asks for; most other
     * servers take any.
     *
     * @param token the token
     * @return the credentials
     */
    public static GitCredentials token(String token) {
        return new GitCredentials(TOKEN_USER, token);
    }

    /**
     * A user name and a password.
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

    /** The value of the header {@code Authorization}. */
    String authorization() {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The secret, to keep it out of what is shown. */
    String password() {
        return password;
    }

    /** Says whose credentials they are, not the secret. */
    @Override
    public String toString() {
        return "GitCredentials[" + username + ", redacted]";
    }
}
