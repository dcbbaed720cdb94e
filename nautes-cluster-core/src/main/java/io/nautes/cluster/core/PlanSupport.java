package io.nautes.cluster.core;

/** The failure that registries report if they cannot plan changes. */
final class PlanSupport {
    private PlanSupport() {}

    static RegistryException missing() {
        return new RegistryException(
                FailureCode.UNSUPPORTED,
                "this registry cannot plan changes; evaluate the request with a ClusterEvaluator, or use a registry that"
                        + " can");
    }
}
