package io.nautes.cluster.client.internal.retry;

import io.nautes.cluster.client.internal.api.ApiCall;

/** The format of all failure messages: operation and cluster, method and URI, facts, number of attempts, hint. */
final class FailureMessages {
    private FailureMessages() {}

    static String failed(ApiCall<?> call, int attempts, String facts, String hint) {
        return "failed to " + call.operation().description() + ": "
                + call.operation().method() + " " + call.uri() + " " + facts
                + (attempts > 1 ? " (after " + attempts + " attempts); " : "; ") + hint;
    }
}
