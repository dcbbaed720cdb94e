package io.nautes.cluster.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NautesExtension.class)
class NautesExtensionTest {
    private static final Kubeconfig KUBECONFIG = Kubeconfig.of("""
            clusters: [{name: c, cluster: {server: "https://192.0.2.1:6443"}}]
            users: [{name: u, user: {token: t}}]
            contexts: [{name: x, context: {cluster: c, user: u}}]
            current-context: x
            """);

    @Test
    void clustersAreRegisteredThroughTheClient(ClusterRegistry registry) {
        registry.save(
                "host-1",
                ClusterRequest.host("https://192.0.2.1:6443", KUBECONFIG).build());
        registry.save(
                "v-1",
                ClusterRequest.virtualPipelineRuntime("https://192.0.2.1:31001", "host-1")
                        .build());
        assertThat(registry.find("v-1").flatMap(Cluster::category)).contains(ClusterCategory.VIRTUAL_PIPELINE_RUNTIME);
        assertThat(registry.list(ClusterFilter.of(ClusterCategory.HOST)).all()).hasSize(1);
        assertThat(registry.delete("v-1").deleted()).isTrue();
        assertThat(registry.delete("host-1").deleted()).isTrue();
    }

    @Test
    void eachTestHasAnEmptyServer(NautesServer server, NautesClient client, ClusterRegistry registry) {
        assertThat(client.list().all()).isEmpty();
        assertThat(registry).isSameAs(client);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anotherTestHasAnEmptyServerToo(NautesServer server) {
        assertThat(server.requests()).isEmpty();
        assertThat(server.registry().list().all()).isEmpty();
    }
}
