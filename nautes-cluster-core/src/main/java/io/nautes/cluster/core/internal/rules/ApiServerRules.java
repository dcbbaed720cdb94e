package io.nautes.cluster.core.internal.rules;

/** Rules for the URL of the cluster's API server. */
final class ApiServerRules {
    static final String POINTER = "/api_server";

    private ApiServerRules() {}

    static void check(EvaluationContext context) {
        context.reportViolations(POINTER);
    }
}
