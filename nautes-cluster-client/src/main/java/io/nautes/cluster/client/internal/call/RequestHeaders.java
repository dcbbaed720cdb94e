package io.nautes.cluster.client.internal.call;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which headers a program may add to requests. */
public final class RequestHeaders {
    private static final Set<String> OWN_HEADERS = Set.of(
            "accept",
            "accept-encoding",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "http2-settings",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent");

    private RequestHeaders() {}

    /**
     * Returns why a header must not be added, without its value, which may be a secret.
     *
     * @return the problem; {@code null} if the header may be added
     */
    public static @Nullable String problem(String name, String value) {
        if (name.isEmpty() || !name.chars().allMatch(RequestHeaders::isTokenCharacter)) {
            return "a header's name takes letters, digits and '-' (got one of " + name.length()
                    + " characters with others)";
        }
        if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            return "the header " + name + " is set by the client itself; leave it out, or use the setting for it";
        }
        return valueProblem(name, value);
    }

    /** Returns why a value cannot be sent, without showing it; {@code null} if it can. */
    public static @Nullable String valueProblem(String name, String value) {
        return value.chars().allMatch(c -> c >= ' ' && c <= '~')
                ? null
                : "the header " + name + " takes visible ASCII characters and spaces; the value given holds others";
    }

    private static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
