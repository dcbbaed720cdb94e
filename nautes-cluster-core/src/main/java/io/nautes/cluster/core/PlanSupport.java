package io.nautes.cluster.core;

/** The answer of registries that cannot plan changes. */
final class PlanSupport {
    private PlanSupport() {}

    static RegistryException missing() {
        return new RegistryException(
                FailureCode.UNSUPPORTED,
                "this registry cannot plan changes; evaluate the request with a ClusterEvaluator, or use a registry that"
                        + " can");
    }
}
