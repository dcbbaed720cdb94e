package io.nautes.cluster.server.internal;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the API with its parameters, parsed from the path and the query of a request.
 *
 * @param operation the operation
 * @param name the cluster's name, decoded; empty for a list
 * @param query the query parameters, decoded
 */
record ApiPath(Operation operation, String name, Map<String, String> query) {
    private static final String CLUSTERS = "/api/v1/clusters";

    /** The operations of the API. */
    enum Operation {
        /** Saves one cluster. */
        SAVE,
        /** Gets one cluster. */
        GET,
        /** Lists clusters. */
        LIST,
        /** Deletes one cluster. */
        DELETE
    }

    /** Parses the path and method of a request; returns {@code null} if the API has no such path or method. */
    static @Nullable ApiPath parse(URI uri, String method) {
        String path = uri.getRawPath();
        if (path == null || !path.startsWith(CLUSTERS)) {
            return null;
        }
        String rest = path.substring(CLUSTERS.length());
        Map<String, String> query = query(uri.getRawQuery());
        if (rest.isEmpty()) {
            return method.equals("GET") ? new ApiPath(Operation.LIST, "", query) : null;
        }
        if (rest.length() < 2 || rest.charAt(0) != '/' || rest.indexOf('/', 1) > 0) {
            return null;
        }
        String name = decode(rest.substring(1).replace("+", "%2B"));
        return switch (method) {
            case "POST" -> new ApiPath(Operation.SAVE, name, query);
            case "GET" -> new ApiPath(Operation.GET, name, query);
            case "DELETE" -> new ApiPath(Operation.DELETE, name, query);
            default -> null;
        };
    }

    private static Map<String, String> query(@Nullable String rawQuery) {
        Map<String, String> query = new LinkedHashMap<>();
        if (rawQuery == null || rawQuery.isEmpty()) {
            return query;
        }
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            query.putIfAbsent(decode(key), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
