package io.nautes.cluster.preflight.internal.check;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.preflight.finding.PreflightCode;
import io.nautes.cluster.preflight.internal.kube.KubeApi;
import io.nautes.cluster.preflight.internal.kube.KubeReply;
import io.nautes.cluster.preflight.internal.kube.ProbeException;
import java.util.List;

/** Checks that the API server is ready. */
public record ReadinessCheck() implements Check {
    @Override
    public String subject() {
        return "readiness";
    }

    @Override
    public List<Finding> run(KubeApi api) throws ProbeException, InterruptedException {
        KubeReply reply = api.get("/readyz");
        // A refused request, or a server without this endpoint, does not mean that the server is not ready.
        boolean isUnready = reply.status() >= 500;
        return isUnready
                ? List.of(PreflightCode.NOT_READY.finding("/api_server", null, api.server(), reply.status()))
                : List.of();
    }
}
