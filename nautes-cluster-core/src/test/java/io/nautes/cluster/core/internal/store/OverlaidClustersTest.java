package io.nautes.cluster.core.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.spi.ClusterIndex;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import org.junit.jupiter.api.Test;

class OverlaidClustersTest {
    private static ClusterResource resource(String name, ClusterRequest request) {
        return ClusterEvaluator.standard().evaluate(name, request).resource();
    }

    @Test
    void overlayHidesStoredClusters() {
        ClusterIndex stored = new ClusterIndex();
        stored.put(resource("v-1", Requests.virtualPipeline(31001)));
        stored.put(resource("v-3", Requests.virtualPipeline(31001)));
        OverlaidClusters overlaid = new OverlaidClusters(stored);

        overlaid.put(resource("v-2", Requests.virtualPipeline(31001)));
        assertThat(overlaid.virtualClustersOf("host-1"))
                .extracting(ClusterResource::name)
                .containsExactly("v-1", "v-2", "v-3");
        assertThat(overlaid.withApiServer("https://192.0.2.10:31001")).containsExactly("v-1", "v-2", "v-3");

        overlaid.remove("v-1");
        overlaid.put(resource(
                "v-3",
                Requests.virtualPipeline(31002).toBuilder()
                        .hostCluster("host-2")
                        .build()));
        assertThat(overlaid.find("v-1")).isEmpty();
        assertThat(overlaid.find("v-3").orElseThrow().spec().hostCluster()).isEqualTo("host-2");
        assertThat(overlaid.virtualClustersOf("host-1"))
                .extracting(ClusterResource::name)
                .containsExactly("v-2");
        assertThat(overlaid.withApiServer("https://192.0.2.10:31001")).containsExactly("v-2");
        overlaid.put(resource("v-1", Requests.virtualPipeline(31001)));
        assertThat(overlaid.find("v-1")).isPresent();
        assertThat(stored.clusters()).hasSize(2);
    }
}
