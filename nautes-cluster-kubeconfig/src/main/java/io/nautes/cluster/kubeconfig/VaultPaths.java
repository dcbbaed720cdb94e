package io.nautes.cluster.kubeconfig;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks of Vault addresses and paths. */
final class VaultPaths {
    /** The placeholder for the cluster's name in a path. */
    static final String NAME = "{name}";

    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private VaultPaths() {}

    /** Returns the address without a slash at its end. */
    static URI address(URI given) {
        String scheme = given.getScheme() == null ? "" : given.getScheme().toLowerCase(Locale.ROOT);
        String host = given.getHost();
        if (host == null || !Set.of("http", "https").contains(scheme)) {
            throw refused("it is not an absolute http or https URL with a host");
        }
        if (given.getRawUserInfo() != null || given.getRawQuery() != null || given.getRawFragment() != null) {
            throw refused("it has user information, a query or a fragment");
        }
        if (scheme.equals("http") && !LOOPBACK.contains(host.toLowerCase(Locale.ROOT))) {
            throw refused("plain http would send tokens and kubeconfigs unencrypted to " + host);
        }
        String text = given.toString();
        return URI.create(text.replaceFirst("/+$", ""));
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(
                "the address of Vault cannot be used: " + why + "; write a URL such as https://vault.example.com:8200");
    }

    /** Returns a path as in URLs, without the slash at the end with which Vault lists mounts and namespaces. */
    static String path(String what, String value) {
        String path = withoutSlashes(value);
        boolean leadsElsewhere = Stream.of(path.split("/", -1)).anyMatch(part -> part.equals(".") || part.equals(".."));
        if (leadsElsewhere || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(what + " must be a path of letters, digits and any of _.- (got \""
                    + value + "\"); use a path such as secret or team/kv");
        }
        return path;
    }

    private static String withoutSlashes(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && value.charAt(start) == '/') {
            start++;
        }
        while (end > start && value.charAt(end - 1) == '/') {
            end--;
        }
        return value.substring(start, end);
    }

    /** Returns a path with a placeholder for the cluster's name. */
    static String pathWithName(String value) {
        if (!value.contains(NAME)) {
            throw new IllegalArgumentException("the path \"" + value + "\" has no " + NAME
                    + ", so all clusters would share one secret; write it where the cluster's name goes");
        }
        path("the path", value.replace(NAME, "name"));
        return withoutSlashes(value);
    }
}
