package io.nautes.cluster.gitstore.internal.transport;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The login for a server. {@link #toString} does not show the password.
 *
 * @param username the user name
 * @param password the password or token
 */
public record Credentials(String username, String password) {
    /** Returns the value of the header {@code Authorization}. */
    public String authorization() {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "[" + username + ", redacted]";
    }
}
