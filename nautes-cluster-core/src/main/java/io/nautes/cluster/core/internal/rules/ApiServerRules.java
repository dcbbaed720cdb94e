package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.internal.constraints.FieldViolations;

/** Rules for the URL of the cluster's API server. */
final class ApiServerRules {
    static final String POINTER = FieldViolations.API_SERVER;

    private ApiServerRules() {}

    static void check(EvaluationContext context) {
        context.reportViolations(POINTER);
    }
}
