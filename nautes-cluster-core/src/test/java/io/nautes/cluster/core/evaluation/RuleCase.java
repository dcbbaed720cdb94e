package io.nautes.cluster.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterScopedResource;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.util.List;

/** A request with one mistake, and factory methods for such requests. */
record RuleCase(FindingCode code, String pointer, String value, String name, ClusterRequest request) {
    @Override
    public String toString() {
        return code + " " + pointer + " " + value;
    }

    /** Asserts that the evaluator finds only the mistake. */
    void assertFound() {
        List<Finding> findings =
                ClusterEvaluator.standard().evaluate(name, request).report().findings();

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code.code());
            assertThat(finding.pointer()).isEqualTo(pointer);
            assertThat(finding.value()).isEqualTo(value);
            assertThat(finding.severity()).isEqualTo(code.severity());
            assertThat(finding.toString()).doesNotContain("hush");
        });
    }

    static RuleCase host(FindingCode code, String pointer, String value, ClusterRequest.Builder request) {
        return new RuleCase(code, pointer, value, "c1", request.build());
    }

    static ClusterRequest.Builder host() {
        return Requests.host().toBuilder();
    }

    static ClusterRequest.Builder hostAt(String apiServer) {
        return host().apiServer(apiServer).primaryDomain("example.com").kubeconfig(Requests.kubeconfig(apiServer));
    }

    static ClusterRequest.Builder virtual() {
        return Requests.virtualPipeline(31002).toBuilder();
    }

    static ClusterRequest.Builder gateway(String http, String https) {
        return host().component(
                        ComponentCategory.GATEWAY,
                        Component.named("traefik")
                                .withAddition("httpNodePort", http)
                                .withAddition("httpsNodePort", https));
    }

    static ClusterRequest.Builder resources(ClusterScopedResource... resources) {
        return host().allowClusterResources("shop", resources);
    }

    static ClusterRequest.Builder kubeconfig(String yaml) {
        return host().kubeconfig(Kubeconfig.of(yaml));
    }
}
