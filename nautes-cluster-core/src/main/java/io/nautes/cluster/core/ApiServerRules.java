package io.nautes.cluster.core;

import java.util.regex.Pattern;

/** The URL of the cluster's API server. */
final class ApiServerRules {
    static final String POINTER = "/api_server";
    private static final String CREDENTIALS_HIDDEN = "…@";
    private static final String NOT_IN_PATHS = "\"'`\\{}<>|^";

    /**
     * The pattern of {@code spec.apiServer} in the resource definition of Nautes 0.4, which the tenant management cluster
     * applies. Its word boundary is that of Go, which knows only letters and digits of ASCII.
     */
    static final Pattern SCHEMA =
            Pattern.compile("https?:\\/\\/(www\\.)?[-a-zA-Z0-9@:%._\\+~#=]{1,256}\\.[a-zA-Z0-9()]{1,6}"
                    + "(?:(?<=[0-9A-Za-z_])(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])(?=[0-9A-Za-z_]))"
                    + "([-a-zA-Z0-9()@:%_\\+.~#?&\\/\\/=]*)");

    private ApiServerRules() {}

    static void check(RuleContext context) {
        ServerAddress address = context.completion().address();
        String url = context.request().apiServer();
        if (address == null || url == null) {
            context.report(FindingCode.API_SERVER_MISSING, POINTER, null);
            return;
        }
        String shown = withoutUserInfo(url);
        if (!(address.isHttps() || address.isHttp()) || address.host().isEmpty()) {
            context.report(FindingCode.API_SERVER_MALFORMED, POINTER, shown, shown);
            return;
        }
        boolean isSound = checkParts(context, url, address, shown);
        checkHost(context, url, address, shown, isSound);
        if (address.isHttp()) {
            context.report(FindingCode.API_SERVER_NOT_ENCRYPTED, POINTER, shown, shown);
        }
    }

    /** Checks everything but the host. */
    private static boolean checkParts(RuleContext context, String url, ServerAddress address, String shown) {
        boolean isSound = true;
        if (address.userInfo() != null) {
            isSound = report(context, FindingCode.API_SERVER_USER_INFO, shown);
        }
        if (Texts.hasWhiteSpace(url)) {
            isSound = report(context, FindingCode.API_SERVER_WHITE_SPACE, shown);
        } else if (!isPath(address.path())) {
            isSound = report(context, FindingCode.API_SERVER_PATH_MALFORMED, shown);
        }
        String port = address.port();
        if (port != null && (Texts.port(port) < 0 || port.startsWith("0"))) {
            context.report(FindingCode.API_SERVER_PORT_OUT_OF_RANGE, POINTER, shown, port);
        }
        if (address.hasQuery()) {
            isSound = report(context, FindingCode.API_SERVER_QUERY, shown);
        }
        if (address.hasFragment()) {
            isSound = report(context, FindingCode.API_SERVER_FRAGMENT, shown);
        }
        return isSound;
    }

    private static boolean report(RuleContext context, FindingCode code, String shown) {
        context.report(code, POINTER, shown, shown);
        return false;
    }

    private static void checkHost(
            RuleContext context, String url, ServerAddress address, String shown, boolean isSound) {
        if (!isHost(address)) {
            context.report(FindingCode.API_SERVER_HOST_MALFORMED, POINTER, shown, shown);
        } else if (isSound && !SCHEMA.matcher(url).lookingAt()) {
            context.report(FindingCode.API_SERVER_HOST_REFUSED, POINTER, shown, shown);
        } else if (isOnlyLocal(address)) {
            context.report(FindingCode.API_SERVER_NOT_REACHABLE, POINTER, shown, address.host(), shown);
        }
    }

    /** Whether the address can be compared with another one, because what is wrong with it is not its form. */
    static boolean isComparable(ServerAddress address) {
        return (address.isHttps() || address.isHttp()) && isHost(address) && isPath(address.path());
    }

    private static boolean isHost(ServerAddress address) {
        String host = address.host();
        if (address.isIpv6()) {
            return host.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0);
        }
        return address.looksLikeIpv4() ? address.isIpv4() : Texts.isDnsName(Texts.lowerCase(host));
    }

    /** Loopback, unspecified and link-local addresses (RFC 6890). */
    private static boolean isOnlyLocal(ServerAddress address) {
        String host = address.host();
        return address.isIpv4() && (host.startsWith("127.") || host.startsWith("169.254.") || host.equals("0.0.0.0"));
    }

    private static boolean isPath(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c >= 0x7f || NOT_IN_PATHS.indexOf(c) >= 0) {
                return false;
            }
            if (c == '%' && !isEscape(path, i)) {
                return false;
            }
        }
        return !("/" + Texts.lowerCase(path).replace("%2e", ".") + "/").contains("/../");
    }

    private static boolean isEscape(String path, int percent) {
        return percent + 2 < path.length()
                && Character.digit(path.charAt(percent + 1), 16) >= 0
                && Character.digit(path.charAt(percent + 2), 16) >= 0;
    }

    /** Whatever is before an at sign may be a password, also in a URL that is not one. */
    private static String withoutUserInfo(String url) {
        int at = url.lastIndexOf('@');
        return at < 0 ? url : CREDENTIALS_HIDDEN + url.substring(at + 1);
    }
}
