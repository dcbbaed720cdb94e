package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Vcluster;
import io.nautes.cluster.model.internal.syntax.ServerAddress;
import io.nautes.cluster.model.internal.syntax.Syntax;
import org.jspecify.annotations.Nullable;

/** Rules for the node port of a virtual cluster's API server. */
final class VclusterRules {
    static final String POINTER = "/vcluster/https_node_port";

    private VclusterRules() {}

    static void check(EvaluationContext context) {
        ClusterType type = context.request().clusterType();
        Vcluster given = context.request().vcluster();
        if (ClusterType.PHYSICAL.equals(type)) {
            if (given != null) {
                context.report(FindingCode.VCLUSTER_IGNORED, "/vcluster", null);
            }
            return;
        }
        if (!ClusterType.VIRTUAL.equals(type)) {
            return;
        }
        String givenPort = given == null ? null : Texts.emptyAsNull(given.httpsNodePort());
        ServerAddress address = context.completion().address();
        String urlPort = address == null ? null : address.port();
        if (givenPort == null) {
            checkUrlPort(context, urlPort);
            return;
        }
        if (context.reportViolations(POINTER)) {
            return;
        }
        int port = Syntax.port(givenPort);
        if (!GatewayRules.isUsualNodePort(port)) {
            context.report(FindingCode.VCLUSTER_PORT_UNUSUAL, POINTER, givenPort, givenPort);
        }
        if (urlPort != null && Syntax.port(urlPort) > 0 && Syntax.port(urlPort) != port) {
            context.report(FindingCode.VCLUSTER_PORT_DIFFERS, POINTER, givenPort, givenPort, urlPort);
        }
    }

    private static void checkUrlPort(EvaluationContext context, @Nullable String urlPort) {
        if (urlPort == null) {
            context.report(FindingCode.VCLUSTER_PORT_MISSING, POINTER, null);
            return;
        }
        int port = Syntax.port(urlPort);
        if (port > 0 && !GatewayRules.isUsualNodePort(port)) {
            context.report(FindingCode.VCLUSTER_PORT_UNUSUAL, ApiServerRules.POINTER, urlPort, urlPort);
        }
    }
}
