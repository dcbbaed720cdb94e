package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.model.ClusterType;

/** Rules for the host of a virtual cluster. */
final class HostClusterRules {
    static final String POINTER = "/host_cluster";

    private HostClusterRules() {}

    static void check(EvaluationContext context) {
        String host = context.completed().hostCluster();
        ClusterType type = context.request().clusterType();
        if (host == null) {
            if (ClusterType.VIRTUAL.equals(type)) {
                context.report(FindingCode.HOST_CLUSTER_MISSING, POINTER, null);
            }
        } else if (ClusterType.PHYSICAL.equals(type)) {
            context.report(FindingCode.HOST_CLUSTER_NOT_ALLOWED, POINTER, host, host);
        } else if (!context.reportViolations(POINTER) && host.equals(context.name())) {
            context.report(FindingCode.HOST_CLUSTER_IS_ITSELF, POINTER, host, host);
        }
    }
}
