package io.nautes.cluster.preflight.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.preflight.finding.PreflightCode;
import io.nautes.cluster.preflight.internal.kube.KubeApi;
import io.nautes.cluster.preflight.internal.kube.KubeReply;
import io.nautes.cluster.preflight.internal.kube.ProbeException;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks one permission with an access review, which Kubernetes allows every user. A cluster administrator has them all.
 *
 * @param verb what is to be done
 * @param group the API group; empty for the core
 * @param resource the resource
 */
public record PermissionCheck(String verb, String group, String resource) implements Check {
    /** What the components create, whatever the category: Argo CD installs them with the credentials of the kubeconfig. */
    private static final List<PermissionCheck> NEEDED = List.of(
            new PermissionCheck("create", "", "namespaces"),
            new PermissionCheck("create", "", "secrets"),
            new PermissionCheck("create", "", "services"),
            new PermissionCheck("create", "", "serviceaccounts"),
            new PermissionCheck("create", "apps", "deployments"),
            new PermissionCheck("create", "apps", "statefulsets"),
            new PermissionCheck("create", "rbac.authorization.k8s.io", "clusterroles"),
            new PermissionCheck("create", "rbac.authorization.k8s.io", "clusterrolebindings"),
            new PermissionCheck("escalate", "rbac.authorization.k8s.io", "clusterroles"),
            new PermissionCheck("create", "apiextensions.k8s.io", "customresourcedefinitions"),
            new PermissionCheck("create", "admissionregistration.k8s.io", "validatingwebhookconfigurations"));

    /** Returns the permissions that are needed. */
    public static List<PermissionCheck> needed() {
        return NEEDED;
    }

    /** Returns the permission as people write it. */
    public String permission() {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
    }

    /** Returns findings with one of all missing permissions in place of one for each. */
    public static List<Finding> merged(List<Finding> findings) {
        String code = PreflightCode.PERMISSIONS_MISSING.code();
        List<String> missing = findings.stream()
                .filter(finding -> finding.code().equals(code))
                .map(finding -> String.valueOf(finding.value()))
                .toList();
        if (missing.size() < 2) {
            return findings;
        }
        List<Finding> merged = new ArrayList<>();
        for (Finding finding : findings) {
            if (!finding.code().equals(code)) {
                merged.add(finding);
            } else if (String.valueOf(finding.value()).equals(missing.get(0))) {
                String all = String.join(", ", missing);
                merged.add(PreflightCode.PERMISSIONS_MISSING.finding(finding.pointer(), all, all));
            }
        }
        return merged;
    }

    @Override
    public String subject() {
        return "permission to " + permission();
    }

    @Override
    public List<Finding> run(KubeApi api) throws ProbeException, InterruptedException {
        KubeReply reply = api.post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review());
        KubeList.checkSuccess(api, reply, "its own permissions", "/kubeconfig");
        JsonNode allowed = reply.json().path("status").path("allowed");
        return allowed.asBoolean()
                ? List.of()
                : List.of(PreflightCode.PERMISSIONS_MISSING.finding("/kubeconfig", permission(), permission()));
    }

    private String review() {
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
        review.putObject("spec")
                .putObject("resourceAttributes")
                .put("verb", verb)
                .put("group", group)
                .put("resource", resource);
        return review.toString();
    }
}
