package io.nautes.cluster.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A token that a request is authorised with, such as a GitLab access token. It cannot print itself.
 */
public final class AccessToken {
    private final String value;

    private AccessToken(String value) {
        this.value = value;
    }

    /**
     * Returns a token.
     *
     * @param value the token: visible ASCII characters without spaces, so that it can be sent in an HTTP header (RFC
     *     6750, section 2.1)
     * @return the token
     * @throws IllegalArgumentException if it is empty or holds other characters; the message does not show it
     */
    public static AccessToken of(String value) {
        Objects.requireNonNull(value, "the access token must not be null");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the access token is empty; use the token that the server issued");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new IllegalArgumentException("the access token holds a character at index " + i + " of "
                        + value.length()
                        + " that cannot be sent in an HTTP header (a line break, a space or one outside"
                        + " of ASCII); give the token alone");
            }
        }
        return new AccessToken(value);
    }

    /**
     * Returns the secret itself. Do not log it.
     *
     * @return the token
     */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AccessToken token && value.equals(token.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Says that there is a token, not which. */
    @Override
    public String toString() {
        return "AccessToken[redacted]";
    }
}
