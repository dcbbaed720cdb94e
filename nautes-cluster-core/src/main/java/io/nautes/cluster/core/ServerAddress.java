package io.nautes.cluster.core;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an API server's URL, taken apart without judging them.
 *
 * @param scheme the scheme in lower case; {@code null} if there is none
 * @param userInfo the user information; {@code null} if there is none
 * @param host the host, IPv6 addresses without brackets; empty if there is none
 * @param isIpv6 whether the host stands in brackets
 * @param port the port's text; {@code null} if there is none
 * @param rest what follows the port: path, query, fragment
 */
record ServerAddress(
        @Nullable String scheme,
        @Nullable String userInfo,
        String host,
        boolean isIpv6,
        @Nullable String port,
        String rest) {
    static ServerAddress parse(String url) {
        int schemeEnd = url.indexOf("://");
        String scheme = schemeEnd <= 0 ? null : lowerCase(url.substring(0, schemeEnd));
        int start = schemeEnd < 0 ? 0 : schemeEnd + 3;
        int end = start;
        while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        int at = url.lastIndexOf('@', end - 1);
        String userInfo = at < start ? null : url.substring(start, at);
        int hostStart = at < start ? start : at + 1;
        boolean brackets = hostStart < end && url.charAt(hostStart) == '[';
        int hostEnd = brackets ? url.indexOf(']', hostStart) : url.indexOf(':', hostStart);
        if (hostEnd < 0 || hostEnd > end) {
            hostEnd = end;
        }
        String host = url.substring(brackets ? hostStart + 1 : hostStart, hostEnd);
        int colon = brackets && hostEnd < end ? hostEnd + 1 : hostEnd;
        String port = colon < end ? url.substring(url.charAt(colon) == ':' ? colon + 1 : colon, end) : null;
        return new ServerAddress(scheme, userInfo, host, brackets, port, url.substring(end));
    }

    private static String lowerCase(String scheme) {
        return scheme.toLowerCase(Locale.ROOT);
    }

    boolean isHttps() {
        return "https".equals(scheme);
    }

    boolean isHttp() {
        return "http".equals(scheme);
    }

    /** Four decimal numbers of at most 255, without leading zeros. */
    boolean isIpv4() {
        int parts = 0;
        int digits = 0;
        int value = 0;
        for (int i = 0; i <= host.length(); i++) {
            if (i == host.length() || host.charAt(i) == '.') {
                if (digits == 0 || value > 255 || (digits > 1 && host.charAt(i - digits) == '0')) {
                    return false;
                }
                parts++;
                digits = 0;
                value = 0;
            } else if (Texts.isDigit(host.charAt(i)) && digits < 3) {
                digits++;
                value = value * 10 + host.charAt(i) - '0';
            } else {
                return false;
            }
        }
        return parts == 4;
    }

    /** Whether the host is meant as an IPv4 address: its last label is a number. */
    boolean looksLikeIpv4() {
        return !isIpv6 && Texts.isDigits(host.substring(host.lastIndexOf('.') + 1));
    }

    /** The port that connections are made to; -1 if the one in the URL is not a port number. */
    int effectivePort() {
        if (port != null) {
            return Texts.port(port);
        }
        return isHttp() ? 80 : 443;
    }

    /** The path without a slash at its end; empty for none. */
    String pathOrRoot() {
        String path = path();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    String path() {
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '?' && rest.charAt(end) != '#') {
            end++;
        }
        return rest.substring(0, end);
    }

    boolean hasQuery() {
        int question = rest.indexOf('?');
        int fragment = rest.indexOf('#');
        return question >= 0 && (fragment < 0 || question < fragment);
    }

    boolean hasFragment() {
        return rest.indexOf('#') >= 0;
    }
}
