package io.nautes.cluster.client;

/** The one form of all failure messages: operation and cluster, method and URI, facts, attempts, hint. */
final class Messages {
    private Messages() {}

    static String failed(ApiCall<?> call, int attempts, String facts, String hint) {
        return "failed to " + call.operation().description() + ": "
                + call.operation().method() + " " + call.uri() + " " + facts
                + (attempts > 1 ? " (after " + attempts + " attempts); " : "; ") + hint;
    }
}
