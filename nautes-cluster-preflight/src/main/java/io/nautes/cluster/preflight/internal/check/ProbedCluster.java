package io.nautes.cluster.preflight.internal.check;

import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.Vcluster;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The intended registration of the cluster.
 *
 * @param name its name
 * @param category its category; {@code null} if the request does not say it
 * @param components its components, defaults filled in
 * @param vclusterPort the node port of its API server on the host; {@code null} if it is not virtual
 */
public record ProbedCluster(
        String name,
        @Nullable ClusterCategory category,
        Map<ComponentCategory, Component> components,
        @Nullable String vclusterPort) {
    public static ProbedCluster of(Evaluation evaluation) {
        ClusterRequest completed = evaluation.completedRequest();
        Vcluster vcluster = completed.vcluster();
        boolean isVirtual = completed.category().map(ClusterCategory::isVirtual).orElse(false);
        return new ProbedCluster(
                evaluation.name(),
                completed.category().orElse(null),
                completed.componentsList(),
                isVirtual && vcluster != null ? vcluster.httpsNodePort() : null);
    }

    boolean isVirtual() {
        return category != null && category.isVirtual();
    }

    boolean isHost() {
        return category == ClusterCategory.HOST;
    }

    static String pointer(ComponentCategory category) {
        return "/components_list/" + category.wireName();
    }

    /** Returns the node ports that the cluster needs, with their fields. */
    Map<Integer, String> nodePorts() {
        Map<Integer, String> ports = new LinkedHashMap<>();
        if (isVirtual()) {
            add(ports, vclusterPort, "/vcluster/https_node_port");
            return ports;
        }
        Component gateway = components.get(ComponentCategory.GATEWAY);
        if (gateway != null) {
            gateway.additions().forEach((key, value) -> {
                if (key.endsWith("NodePort")) {
                    add(ports, value, pointer(ComponentCategory.GATEWAY) + "/additions/" + key);
                }
            });
        }
        return ports;
    }

    private static void add(Map<Integer, String> ports, @Nullable String text, String pointer) {
        if (text != null && text.matches("[0-9]{1,5}")) {
            ports.put(Integer.valueOf(text), pointer);
        }
    }

    /** Returns the namespace of the service behind the node ports. */
    @Nullable
    String serviceNamespace() {
        Component gateway = components.get(ComponentCategory.GATEWAY);
        return isVirtual() ? name : gateway == null ? null : gateway.namespace();
    }
}
