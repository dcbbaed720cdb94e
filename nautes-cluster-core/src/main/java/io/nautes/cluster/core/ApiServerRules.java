package io.nautes.cluster.core;

import io.nautes.cluster.model.internal.syntax.ServerAddress;
import io.nautes.cluster.model.internal.syntax.Syntax;
import java.util.regex.Pattern;

/** The URL of the cluster's API server. */
final class ApiServerRules {
    static final String POINTER = "/api_server";
    private static final String CREDENTIALS_HIDDEN = "…@";

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
        if (!address.isWebAddress()) {
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
        if (Syntax.hasWhiteSpace(url)) {
            isSound = report(context, FindingCode.API_SERVER_WHITE_SPACE, shown);
        } else if (!address.hasValidPath()) {
            isSound = report(context, FindingCode.API_SERVER_PATH_MALFORMED, shown);
        }
        String port = address.port();
        if (port != null && (Syntax.port(port) < 0 || port.startsWith("0"))) {
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
        if (!address.hasValidHost()) {
            context.report(FindingCode.API_SERVER_HOST_MALFORMED, POINTER, shown, shown);
            return;
        }
        if (isSound && !SCHEMA.matcher(url).lookingAt()) {
            context.report(FindingCode.API_SERVER_HOST_REFUSED, POINTER, shown, shown);
        }
        if (address.isOnlyLocal()) {
            context.report(FindingCode.API_SERVER_NOT_REACHABLE, POINTER, shown, address.host(), shown);
        }
    }

    /** Whatever is before an at sign may be a password, also in a URL that is not one. */
    static String withoutUserInfo(String url) {
        int at = url.lastIndexOf('@');
        return at < 0 ? url : CREDENTIALS_HIDDEN + url.substring(at + 1);
    }
}
