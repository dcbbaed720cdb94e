package io.nautes.cluster.preflight.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.preflight.finding.PreflightCode;
import io.nautes.cluster.preflight.internal.kube.KubeApi;
import io.nautes.cluster.preflight.internal.kube.KubeReply;
import io.nautes.cluster.preflight.internal.kube.ProbeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks that the resource definitions of the components, if they are installed already, have the versions that the
 * templates of Nautes 0.4 use. One request for all API groups answers it, which every user may send; reading the
 * definitions themselves needs a permission and a request for each.
 *
 * @param cluster the cluster
 */
public record DefinitionCheck(ProbedCluster cluster) implements Check {
    /**
     * An API group that a component brings.
     *
     * @param name its name
     * @param version the version of its resources in the 0.4 templates
     */
    private record Group(String name, String version) {}

    private static final Map<String, Group> USED = Map.of(
            "argocd", new Group("argoproj.io", "v1alpha1"), "traefik", new Group("traefik.containo.us", "v1alpha1"));

    @Override
    public String subject() {
        return "resource definitions";
    }

    @Override
    public List<Finding> run(KubeApi api) throws ProbeException, InterruptedException {
        KubeReply reply = api.get("/apis");
        KubeList.checkSuccess(api, reply, "API groups", "/components_list");
        List<Finding> findings = new ArrayList<>();
        cluster.components().forEach((category, component) -> {
            Group group = USED.get(String.valueOf(component.name()));
            if (group == null) {
                return;
            }
            List<String> served = served(reply.json(), group);
            if (!served.isEmpty() && !served.contains(group.version())) {
                findings.add(PreflightCode.DEFINITION_IN_OTHER_VERSION.finding(
                        ProbedCluster.pointer(category),
                        group.name(),
                        group.name(),
                        String.join(", ", served),
                        group.version()));
            }
        });
        return findings;
    }

    /** Returns the versions in which a group is served; empty if it is not. */
    private static List<String> served(JsonNode groups, Group group) {
        List<String> versions = new ArrayList<>();
        for (JsonNode other : groups.path("groups")) {
            if (other.path("name").asText().equals(group.name())) {
                other.path("versions")
                        .forEach(version -> versions.add(version.path("version").asText()));
            }
        }
        return versions;
    }
}
