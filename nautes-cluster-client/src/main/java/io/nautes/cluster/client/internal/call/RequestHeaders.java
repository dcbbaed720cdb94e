package io.nautes.cluster.client.internal.call;

import io.nautes.cluster.model.internal.support.HeaderSyntax;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for the headers that a program may add to requests. */
public final class RequestHeaders {
    private static final Set<String> RESERVED = Set.of(
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
     * Returns why a header must not be added. The text does not contain the value, which may be a secret.
     *
     * @return the problem; {@code null} if the header may be added
     */
    public static @Nullable String problem(String name, String value) {
        return RESERVED.contains(name.toLowerCase(Locale.ROOT))
                ? "the header " + name + " is set by the client; leave it out, or use the client's setting for it"
                : HeaderSyntax.problem(name, value);
    }
}
