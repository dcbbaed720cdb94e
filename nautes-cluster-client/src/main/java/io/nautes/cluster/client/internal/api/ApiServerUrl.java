package io.nautes.cluster.client.internal.api;

import java.net.URI;
import java.net.URISyntaxException;

/** Checks URLs of API servers. No message contains the URL, because it may contain a password. */
public final class ApiServerUrl {
    private static final int MAX_PORT = 65_535;

    private ApiServerUrl() {}

    /**
     * Parses a URL.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "the API server's URL is not valid; use an http or https URL such as https://nautes.example.com");
        }
    }

    /**
     * Returns the URL that paths are appended to, without a slash at the end.
     *
     * @throws IllegalArgumentException if it is not an http or https URL with a host, or contains credentials, a query or a
     *     fragment
     */
    public static String base(URI url) {
        String scheme = url.getScheme();
        boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the API server's URL must not contain credentials; set the token with token(...)");
        }
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException("the API server's URL must be an http or https URL with a host, such as"
                    + " https://nautes.example.com");
        }
        if (url.getPort() == 0 || url.getPort() > MAX_PORT) {
            throw new IllegalArgumentException(
                    "the API server's URL must have a port from 1 to 65535 (got " + url.getPort() + ")");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("the API server's URL must have no query and no fragment");
        }
        return url.normalize().toString().replaceAll("/+$", "");
    }
}
