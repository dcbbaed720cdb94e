package io.nautes.cluster.preflight.internal.check;

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
 * Checks the permissions of the user with access reviews, which Kubernetes allows every user. One review is enough for a
 * cluster administrator; anybody else is asked for each permission, one after the other on the same connection.
 */
public record PermissionCheck() implements Check {
    private static final Permission EVERYTHING = new Permission("*", "*", "*");

    /**
     * The resources that components of every category create: Argo CD installs them with the credentials of the
     * kubeconfig.
     */
    private static final List<Permission> NEEDED = List.of(
            new Permission("create", "", "namespaces"),
            new Permission("create", "", "secrets"),
            new Permission("create", "", "services"),
            new Permission("create", "", "serviceaccounts"),
            new Permission("create", "apps", "deployments"),
            new Permission("create", "apps", "statefulsets"),
            new Permission("create", "rbac.authorization.k8s.io", "clusterroles"),
            new Permission("create", "rbac.authorization.k8s.io", "clusterrolebindings"),
            new Permission("escalate", "rbac.authorization.k8s.io", "clusterroles"),
            new Permission("create", "apiextensions.k8s.io", "customresourcedefinitions"),
            new Permission("create", "admissionregistration.k8s.io", "validatingwebhookconfigurations"));

    /**
     * A permission in all namespaces.
     *
     * @param verb what is to be done
     * @param group the API group; empty for the core
     * @param resource the resource
     */
    private record Permission(String verb, String group, String resource) {
        String text() {
            return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
        }

        String review() {
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

    @Override
    public String subject() {
        return "permissions";
    }

    @Override
    public List<Finding> run(KubeApi api) throws ProbeException, InterruptedException {
        if (isAllowed(api, EVERYTHING)) {
            return List.of();
        }
        List<String> missing = new ArrayList<>();
        for (Permission permission : NEEDED) {
            if (!isAllowed(api, permission)) {
                missing.add(permission.text());
            }
        }
        String all = String.join(", ", missing);
        return missing.isEmpty()
                ? List.of()
                : List.of(PreflightCode.PERMISSIONS_MISSING.finding("/kubeconfig", all, all));
    }

    private static boolean isAllowed(KubeApi api, Permission permission) throws ProbeException, InterruptedException {
        KubeReply reply = api.post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", permission.review());
        KubeList.checkSuccess(api, reply, "its own permissions", "/kubeconfig");
        return reply.json().path("status").path("allowed").asBoolean();
    }
}
