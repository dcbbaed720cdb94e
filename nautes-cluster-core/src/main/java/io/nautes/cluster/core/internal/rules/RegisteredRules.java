package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.RegisteredClusters;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.Vcluster;
import io.nautes.cluster.model.internal.syntax.ServerAddress;
import io.nautes.cluster.model.internal.syntax.Syntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that need the other registered clusters. */
final class RegisteredRules {
    private RegisteredRules() {}

    static void checkHost(EvaluationContext context) {
        RegisteredClusters registered = context.registered().orElse(null);
        String host = context.completed().hostCluster();
        if (registered == null || host == null || !isVirtual(context) || host.equals(context.name())) {
            return;
        }
        ClusterResource resource = registered.find(host).orElse(null);
        if (resource == null) {
            context.report(FindingCode.HOST_CLUSTER_NOT_REGISTERED, HostClusterRules.POINTER, host, host);
            return;
        }
        ClusterCategory category = resource.spec().category().orElse(null);
        if (category != ClusterCategory.HOST) {
            context.report(
                    FindingCode.HOST_CLUSTER_NOT_A_HOST,
                    HostClusterRules.POINTER,
                    host,
                    host,
                    CategoryRules.description(category));
        }
    }

    private static boolean isVirtual(EvaluationContext context) {
        ClusterCategory category = context.completion().category();
        return category != null && category.isVirtual();
    }

    static void checkNodePort(EvaluationContext context) {
        RegisteredClusters registered = context.registered().orElse(null);
        String host = context.completed().hostCluster();
        Vcluster vcluster = context.completed().vcluster();
        if (registered == null || host == null || vcluster == null || !isVirtual(context)) {
            return;
        }
        String port = Texts.emptyAsNull(vcluster.httpsNodePort());
        if (port == null) {
            return;
        }
        for (ClusterResource other : registered.virtualClustersOf(host)) {
            if (!other.name().equals(context.name()) && isSamePort(port, nodePort(other))) {
                context.report(FindingCode.NODE_PORT_TAKEN, VclusterRules.POINTER, port, port, other.name());
            }
        }
        registered
                .find(host)
                .map(h -> h.spec().componentsList().get(ComponentCategory.GATEWAY))
                .ifPresent(gateway -> {
                    if (uses(gateway, port)) {
                        context.report(
                                FindingCode.NODE_PORT_TAKEN, VclusterRules.POINTER, port, port, host + " (gateway)");
                    }
                });
    }

    private static boolean uses(Component gateway, String port) {
        return isSamePort(port, gateway.additions().get(GatewayRules.HTTP_PORT))
                || isSamePort(port, gateway.additions().get(GatewayRules.HTTPS_PORT));
    }

    private static boolean isSamePort(String port, @Nullable String other) {
        return other != null && Syntax.port(port) > 0 && Syntax.port(port) == Syntax.port(other);
    }

    /** Returns the node port of a virtual cluster. A resource has it only in the URL of the API server. */
    private static @Nullable String nodePort(ClusterResource resource) {
        return ServerAddress.parse(resource.spec().apiServer()).port();
    }

    static void checkApiServer(EvaluationContext context) {
        RegisteredClusters registered = context.registered().orElse(null);
        String apiServer = Texts.emptyAsNull(context.request().apiServer());
        if (registered == null || apiServer == null) {
            return;
        }
        List<String> others = registered.withApiServer(apiServer).stream()
                .filter(name -> !name.equals(context.name()))
                .toList();
        if (!others.isEmpty()) {
            context.report(
                    FindingCode.API_SERVER_TAKEN,
                    ApiServerRules.POINTER,
                    apiServer,
                    apiServer,
                    String.join(", ", others));
        }
    }
}
