package io.nautes.cluster.preflight.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.preflight.finding.PreflightCode;
import io.nautes.cluster.preflight.internal.kube.KubeApi;
import io.nautes.cluster.preflight.internal.kube.ProbeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks that no component's namespace exists yet.
 *
 * @param cluster the cluster
 */
public record NamespaceCheck(ProbedCluster cluster) implements Check {
    private static final String INSTANCE = "argocd.argoproj.io/instance";
    private static final String MANAGER = "app.kubernetes.io/managed-by";

    @Override
    public String subject() {
        return "namespaces";
    }

    @Override
    public List<Finding> run(KubeApi api) throws ProbeException, InterruptedException {
        Map<String, JsonNode> existing = new HashMap<>();
        for (JsonNode namespace : KubeList.items(api, "/api/v1/namespaces", "namespaces", "/components_list")) {
            existing.put(
                    namespace.path("metadata").path("name").asText(),
                    namespace.path("metadata").path("labels"));
        }
        List<Finding> findings = new ArrayList<>();
        cluster.components().forEach((category, component) -> {
            String namespace = component.namespace();
            if (namespace != null && existing.containsKey(namespace)) {
                JsonNode labels = existing.get(namespace);
                if (!labels.path(INSTANCE).asText().startsWith(cluster.name() + "-")) {
                    findings.add(PreflightCode.NAMESPACE_EXISTS.finding(
                            ProbedCluster.pointer(category) + "/namespace",
                            namespace,
                            namespace,
                            product(category, component.name()),
                            owner(labels)));
                }
            }
        });
        return findings;
    }

    private static String product(ComponentCategory category, @Nullable String name) {
        return name == null ? category.wireName() : name;
    }

    private static String owner(JsonNode labels) {
        for (String label : List.of(INSTANCE, MANAGER)) {
            if (labels.has(label)) {
                return label + "=" + labels.path(label).asText();
            }
        }
        return "no label says by what";
    }
}
