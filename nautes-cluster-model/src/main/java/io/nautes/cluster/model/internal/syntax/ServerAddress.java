package io.nautes.cluster.model.internal.syntax;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an API server's URL, taken apart without judging them.
 *
 * @param scheme the scheme in lower case; {@code null} if the URL has no scheme
 * @param userInfo the user information; {@code null} if the URL has no user information
 * @param host the host, IPv6 addresses without brackets; empty if the URL has no host
 * @param isIpv6 whether the host is in brackets
 * @param port the port's text; {@code null} if the URL has no port
 * @param rest what follows the port: path, query, fragment
 */
public record ServerAddress(
        @Nullable String scheme,
        @Nullable String userInfo,
        String host,
        boolean isIpv6,
        @Nullable String port,
        String rest) {
    private static final String NOT_IN_PATHS = "\"'`\\{}<>|^";

    /**
     * Takes a URL apart.
     *
     * @param url any text
     */
    public static ServerAddress parse(String url) {
        int schemeEnd = url.indexOf("://");
        String scheme = schemeEnd <= 0 ? null : Syntax.lowerCase(url.substring(0, schemeEnd));
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

    /** Returns whether the scheme is https. */
    public boolean isHttps() {
        return "https".equals(scheme);
    }

    /** Returns whether the scheme is http. */
    public boolean isHttp() {
        return "http".equals(scheme);
    }

    /** Returns whether the host is four decimal numbers of at most 255, without leading zeros. */
    public boolean isIpv4() {
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
            } else if (Syntax.isDigit(host.charAt(i)) && digits < 3) {
                digits++;
                value = value * 10 + host.charAt(i) - '0';
            } else {
                return false;
            }
        }
        return parts == 4;
    }

    /** Returns whether the host is meant as an IPv4 address: its last label is a number. */
    public boolean looksLikeIpv4() {
        return !isIpv6 && Syntax.isDigits(host.substring(host.lastIndexOf('.') + 1));
    }

    /** Returns the port that connections are made to; -1 if the one in the URL is not a port number. */
    public int effectivePort() {
        if (port != null) {
            return Syntax.port(port);
        }
        return isHttp() ? 80 : 443;
    }

    /** Returns the path without a slash at its end; empty if the URL has no path. */
    public String pathOrRoot() {
        String path = path();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Returns the path; empty if the URL has no path. */
    public String path() {
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '?' && rest.charAt(end) != '#') {
            end++;
        }
        return rest.substring(0, end);
    }

    /** Returns whether the URL has a query. */
    public boolean hasQuery() {
        int question = rest.indexOf('?');
        int fragment = rest.indexOf('#');
        return question >= 0 && (fragment < 0 || question < fragment);
    }

    /** Returns whether the URL has a fragment. */
    public boolean hasFragment() {
        return rest.indexOf('#') >= 0;
    }

    /** Returns whether the URL names an http or https server. */
    public boolean isWebAddress() {
        return (isHttps() || isHttp()) && !host.isEmpty();
    }

    /** Returns whether the host is an IP address or a DNS name. */
    public boolean hasValidHost() {
        if (isIpv6) {
            return ipv6() != null;
        }
        return looksLikeIpv4() ? isIpv4() : Syntax.isDnsName(Syntax.lowerCase(host));
    }

    /** Returns whether the path has only what paths may contain, and leads nowhere else. */
    public boolean hasValidPath() {
        String path = path();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c >= 0x7f || NOT_IN_PATHS.indexOf(c) >= 0 || (c == '%' && !isEscape(path, i))) {
                return false;
            }
        }
        return !("/" + Syntax.lowerCase(path).replace("%2e", ".") + "/").contains("/../");
    }

    private static boolean isEscape(String path, int percent) {
        return percent + 2 < path.length()
                && Character.digit(path.charAt(percent + 1), 16) >= 0
                && Character.digit(path.charAt(percent + 2), 16) >= 0;
    }

    /** Returns whether the address can be compared with another one, because its form is right. */
    public boolean isComparable() {
        return isWebAddress() && hasValidHost() && hasValidPath();
    }

    /** Returns the IPv4 address that the host is, also if it is an IPv4-mapped IPv6 address; {@code null} if neither. */
    public @Nullable String ipv4() {
        if (!isIpv6) {
            return isIpv4() ? host : null;
        }
        return ipv6() instanceof Inet4Address mapped ? mapped.getHostAddress() : null;
    }

    /** Returns whether the host is a loopback, unspecified or link-local address (RFC 6890). */
    public boolean isOnlyLocal() {
        if (isIpv6) {
            InetAddress address = ipv6();
            return address != null
                    && (address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress());
        }
        return isIpv4() && (host.startsWith("127.") || host.startsWith("169.254.") || host.equals("0.0.0.0"));
    }

    /** Returns the address in the brackets, if it is one. It is a literal, so no name is resolved. */
    private @Nullable InetAddress ipv6() {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != ':' && c != '.' && (c > 'f' || Character.digit(c, 16) < 0)) {
                return null;
            }
        }
        try {
            return host.indexOf(':') < 0 ? null : InetAddress.getByName("[" + host + "]");
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Returns a text that is the same for all spellings of the host, the IPv4-mapped one included. */
    public String canonicalHost() {
        InetAddress address = isIpv6 ? ipv6() : null;
        return address == null ? Syntax.lowerCase(host) : address.getHostAddress();
    }

    /**
     * Returns a text that is the same for all URLs of one server: the host in one spelling, with the port and path that
     * connections use.
     */
    public String identity() {
        return scheme + "://" + canonicalHost() + ":" + effectivePort() + pathOrRoot();
    }
}
