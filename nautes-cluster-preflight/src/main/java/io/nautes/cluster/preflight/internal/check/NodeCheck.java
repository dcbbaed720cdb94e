package io.nautes.cluster.preflight.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.preflight.finding.PreflightCode;
import io.nautes.cluster.preflight.internal.kube.KubeApi;
import io.nautes.cluster.preflight.internal.kube.ProbeException;
import java.util.List;

/** A check that a node is ready and accepts pods. */
public record NodeCheck() implements Check {
    @Override
    public String subject() {
        return "nodes";
    }

    @Override
    public List<Finding> run(KubeApi api) throws ProbeException, InterruptedException {
        List<JsonNode> nodes = KubeList.items(api, "/api/v1/nodes", "nodes", "/api_server");
        return nodes.stream().anyMatch(NodeCheck::takesPods)
                ? List.of()
                : List.of(PreflightCode.NO_READY_NODE.finding("/api_server", null, nodes.size()));
    }

    private static boolean takesPods(JsonNode node) {
        if (node.path("spec").path("unschedulable").asBoolean()) {
            return false;
        }
        for (JsonNode taint : node.path("spec").path("taints")) {
            if (!taint.path("effect").asText().equals("PreferNoSchedule")) {
                return false;
            }
        }
        for (JsonNode condition : node.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }
}
