package io.nautes.cluster.core;

/** The URL of the cluster's API server. */
final class ApiServerRules {
    static final String POINTER = "/api_server";
    private static final String CREDENTIALS_HIDDEN = "…@";

    private ApiServerRules() {}

    static void check(RuleContext context) {
        context.reportViolations(POINTER);
    }

    /** Whatever is before an at sign may be a password, also in a URL that is not one. */
    static String withoutUserInfo(String url) {
        int at = url.lastIndexOf('@');
        return at < 0 ? url : CREDENTIALS_HIDDEN + url.substring(at + 1);
    }
}
