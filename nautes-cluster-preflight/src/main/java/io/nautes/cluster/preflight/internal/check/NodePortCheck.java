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
import java.util.Map;

/**
 * A check that no other service uses the node ports that the cluster needs.
 *
 * @param cluster the cluster
 * @param tries whether a port is asked for in a dry run if services may not be listed
 */
public record NodePortCheck(ProbedCluster cluster, boolean tries) implements Check {
    @Override
    public String subject() {
        return "node ports";
    }

    @Override
    public List<Finding> run(KubeApi api) throws ProbeException, InterruptedException {
        Map<Integer, String> wanted = cluster.nodePorts();
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<JsonNode> services;
        try {
            services = KubeList.items(
                    api,
                    "/api/v1/services",
                    "services",
                    wanted.values().iterator().next());
        } catch (ProbeException e) {
            if (tries && e.code() == PreflightCode.CHECK_FORBIDDEN) {
                return tried(api, wanted);
            }
            throw e;
        }
        List<Finding> findings = new ArrayList<>();
        for (JsonNode service : services) {
            String namespace = service.path("metadata").path("namespace").asText();
            if (namespace.equals(cluster.serviceNamespace())) {
                // The service belongs to an earlier registration of the same cluster.
                continue;
            }
            String owner =
                    namespace + "/" + service.path("metadata").path("name").asText();
            for (JsonNode port : service.path("spec").path("ports")) {
                add(findings, wanted, port.path("nodePort").asInt(), owner);
            }
            add(
                    findings,
                    wanted,
                    service.path("spec").path("healthCheckNodePort").asInt(),
                    owner);
        }
        return findings;
    }

    private static void add(List<Finding> findings, Map<Integer, String> wanted, int port, String owner) {
        String pointer = wanted.get(port);
        if (pointer != null) {
            findings.add(PreflightCode.NODE_PORT_IN_USE.finding(
                    pointer, Integer.toString(port), Integer.toString(port), owner));
        }
    }

    private static List<Finding> tried(KubeApi api, Map<Integer, String> wanted)
            throws ProbeException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<Integer, String> port : wanted.entrySet()) {
            KubeReply reply = api.post("/api/v1/namespaces/default/services?dryRun=All", service(port.getKey()));
            boolean isRefused = reply.status() == 422
                    && reply.json().path("message").asText().contains("already allocated");
            if (isRefused) {
                add(findings, wanted, port.getKey(), "another service");
            } else {
                KubeList.checkSuccess(api, reply, "services", port.getValue());
            }
        }
        return findings;
    }

    private static String service(int port) {
        ObjectNode service = JsonNodeFactory.instance.objectNode();
        service.put("apiVersion", "v1").put("kind", "Service");
        service.putObject("metadata").put("generateName", "nautes-preflight-");
        ObjectNode spec = service.putObject("spec").put("type", "NodePort");
        spec.putArray("ports").addObject().put("port", 80).put("nodePort", port);
        return service.toString();
    }
}
