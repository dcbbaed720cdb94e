package io.nautes.cluster.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request that a {@link NautesServer} received. Its string form omits the headers and the body, which contain secrets.
 */
public final class RecordedRequest {
    private final String method;
    private final String target;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    RecordedRequest(String method, String target, Map<String, List<String>> headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = new TreeMap<>();
        headers.forEach((name, values) -> this.headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        this.body = body.clone();
    }

    /** Returns the approximate size in memory, in bytes. */
    long size() {
        return 1000L + target.length() + body.length;
    }

    /**
     * Returns the method.
     *
     * @return such as {@code POST}
     */
    public String method() {
        return method;
    }

    /**
     * Returns the path and query, as they were sent.
     *
     * @return such as {@code /api/v1/clusters/host?insecure_skip_check=false}
     */
    public String target() {
        return target;
    }

    /**
     * Returns a header.
     *
     * @param name its name; case does not matter
     * @return the first value, or empty if the header was not sent
     */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /**
     * Returns the body.
     *
     * @return the body as text; empty if there was none, or if the path or the token was refused before the body was
     *     read
     */
    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + target + " (" + body.length + " bytes)";
    }
}
