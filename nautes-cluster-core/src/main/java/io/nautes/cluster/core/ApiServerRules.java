package io.nautes.cluster.core;

import io.nautes.cluster.core.BundleText.Fragment;

/** The URL of the cluster's API server. */
final class ApiServerRules {
    static final String POINTER = "/api_server";
    private static final String CREDENTIALS_HIDDEN = "…@";

    private ApiServerRules() {}

    static void check(RuleContext context) {
        ServerAddress address = context.completion().address();
        String url = context.request().apiServer();
        if (address == null || url == null) {
            context.report(FindingCode.API_SERVER_MISSING, POINTER, null);
            return;
        }
        String shown = withoutUserInfo(url, address);
        if (!(address.isHttps() || address.isHttp()) || !isHost(address) || Texts.hasWhiteSpace(url)) {
            context.report(FindingCode.API_SERVER_MALFORMED, POINTER, shown, shown);
            return;
        }
        if (address.port() != null && Texts.port(address.port()) < 0) {
            context.report(FindingCode.API_SERVER_PORT_OUT_OF_RANGE, POINTER, shown, address.port());
        }
        checkParts(context, address, shown);
        if (!address.isHostTakenBySchema()) {
            context.report(FindingCode.API_SERVER_HOST_REFUSED, POINTER, shown, address.host());
        }
        if (address.isHttp()) {
            context.report(FindingCode.API_SERVER_NOT_ENCRYPTED, POINTER, shown, shown);
        }
    }

    private static void checkParts(RuleContext context, ServerAddress address, String shown) {
        if (address.userInfo() != null) {
            context.report(FindingCode.API_SERVER_EXTRA_PART, POINTER, shown, shown, Fragment.of("part.user_info"));
        }
        String rest = address.rest();
        if (rest.isEmpty() || rest.equals("/")) {
            return;
        }
        String part = rest.startsWith("?") || rest.startsWith("/?")
                ? "part.query"
                : rest.startsWith("#") || rest.startsWith("/#") ? "part.fragment" : "part.path";
        context.report(FindingCode.API_SERVER_EXTRA_PART, POINTER, shown, shown, Fragment.of(part));
    }

    /** User information may be a password. */
    private static String withoutUserInfo(String url, ServerAddress address) {
        return address.userInfo() == null ? url : url.replace(address.userInfo() + "@", CREDENTIALS_HIDDEN);
    }

    private static boolean isHost(ServerAddress address) {
        String host = address.host();
        if (host.isEmpty()) {
            return false;
        }
        if (address.isIpv6()) {
            return host.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0);
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || Texts.isDigit(c);
            if (!letterOrDigit && c != '-' && c != '.') {
                return false;
            }
        }
        return host.charAt(0) != '.' && !host.contains("..");
    }
}
