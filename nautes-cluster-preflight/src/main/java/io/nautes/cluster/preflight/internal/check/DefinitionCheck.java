package io.nautes.cluster.preflight.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.preflight.finding.PreflightCode;
import io.nautes.cluster.preflight.internal.kube.KubeApi;
import io.nautes.cluster.preflight.internal.kube.KubeReply;
import io.nautes.cluster.preflight.internal.kube.ProbeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks that a resource definition, if it is installed already, has the version that the templates of Nautes 0.4 use.
 *
 * @param name the definition's name
 * @param version the version
 * @param product the component that needs it
 */
public record DefinitionCheck(String name, String version, String product) implements Check {
    /** What the 0.4 templates write, by the component that brings the definition. */
    private static final Map<String, List<String>> USED = Map.of(
            "argocd",
            List.of(
                    "applications.argoproj.io/v1alpha1",
                    "applicationsets.argoproj.io/v1alpha1",
                    "appprojects.argoproj.io/v1alpha1"),
            "traefik",
            List.of("middlewares.traefik.containo.us/v1alpha1"));

    /** Returns the checks of a cluster's components. */
    public static List<DefinitionCheck> of(ProbedCluster cluster) {
        List<DefinitionCheck> checks = new ArrayList<>();
        for (Component component : cluster.components().values()) {
            String product = String.valueOf(component.name());
            for (String definition : USED.getOrDefault(product, List.of())) {
                int slash = definition.indexOf('/');
                checks.add(
                        new DefinitionCheck(definition.substring(0, slash), definition.substring(slash + 1), product));
            }
        }
        return checks;
    }

    @Override
    public String subject() {
        return "resource definition " + name;
    }

    @Override
    public List<Finding> run(KubeApi api) throws ProbeException, InterruptedException {
        KubeReply reply = api.get("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + name);
        if (reply.isNotFound()) {
            return List.of();
        }
        KubeList.checkSuccess(api, reply, "resource definitions", "/components_list");
        List<String> served = new ArrayList<>();
        for (JsonNode other : reply.json().path("spec").path("versions")) {
            if (other.path("served").asBoolean()) {
                served.add(other.path("name").asText());
            }
        }
        return served.contains(version)
                ? List.of()
                : List.of(PreflightCode.DEFINITION_IN_OTHER_VERSION.finding(
                        "/components_list", name, name, String.join(", ", served), version));
    }
}
