package io.nautes.cluster.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.nautes.cluster.core.ClusterTransfer.Gap;
import io.nautes.cluster.core.store.InMemoryClusterRegistry;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ComponentCategory;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterTransferTest {
    private final InMemoryKubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();
    private final StoreClusterRegistry source = StoreClusterRegistry.builder(new InMemoryClusterStore())
            .kubeconfigs(kubeconfigs)
            .build();
    private final InMemoryClusterRegistry target = InMemoryClusterRegistry.create();

    @Test
    void everyClusterIsRegisteredInTheSameWay() {
        source.save("host-1", Requests.host());
        source.save("virtual-1", Requests.virtualPipeline(31001));
        source.save("worker-1", Requests.of(ClusterCategory.PHYSICAL_DEPLOYMENT_RUNTIME));

        ClusterTransfer transfer = ClusterTransfer.export(source, kubeconfigs::find);
        BatchPlan plan = transfer.planInto(target, BatchOptions.defaults());
        assertThat(target.list().all()).isEmpty();
        BatchResult imported = transfer.importInto(target, BatchOptions.defaults());

        assertThat(transfer.gaps()).isEmpty();
        assertThat(plan.isSuccess()).isTrue();
        assertThat(imported.isSuccess()).isTrue();
        assertThat(target.list().all()).isEqualTo(source.list().all());
        assertThat(transfer).hasToString("[host-1, virtual-1, worker-1] with 0 gaps");
        assertThat(transfer.importInto(target, BatchOptions.defaults()).entries())
                .allMatch(entry -> entry.outcome() == BatchResult.Outcome.UNCHANGED);
    }

    @Test
    void fieldThatTheSourceDoesNotReturnIsAGap() {
        source.save("host-1", Requests.host());
        source.save("virtual-1", Requests.virtualPipeline(31001));
        ClusterRegistry server = mock(ClusterRegistry.class);
        when(server.list())
                .thenReturn(ClusterList.of(
                        source.list().all().stream()
                                .map(ClusterTransferTest::asAnApiServerReplies)
                                .toList(),
                        List.of(new UnreadableCluster("broken", "clusters/broken.yaml", "line 3")),
                        null));

        ClusterTransfer transfer = ClusterTransfer.export(server);

        assertThat(transfer.gaps())
                .extracting(Gap::name, Gap::pointer)
                .containsExactly(
                        tuple("host-1", "/kubeconfig"),
                        tuple("virtual-1", "/components_list/event_listener"),
                        tuple("broken", ""));
        assertThat(transfer.gaps().get(2))
                .hasToString("broken: it cannot be read (clusters/broken.yaml: line 3); it is left out");
        assertThat(transfer.requests()).containsOnlyKeys("host-1", "virtual-1");
        assertThat(transfer.importInto(target, BatchOptions.defaults()).failures())
                .extracting(BatchResult.Entry::name)
                .containsExactly("host-1", "virtual-1");
    }

    private static Cluster asAnApiServerReplies(Cluster cluster) {
        var components = new EnumMap<>(cluster.componentsList());
        components.remove(ComponentCategory.EVENT_LISTENER);
        return cluster.withComponents(components);
    }

    @Test
    void unknownFieldIsAGap() {
        Cluster cluster = ClusterJson.readCluster(
                "{\"name\":\"v\",\"cluster_type\":\"virtual\",\"usage\":\"worker\",\"worker_type\":\"deployment\",\"region\":\"north\"}"
                        .getBytes(StandardCharsets.UTF_8));
        ClusterRegistry server = mock(ClusterRegistry.class);
        when(server.list()).thenReturn(ClusterList.of(List.of(cluster), List.of(), null));

        assertThat(ClusterTransfer.export(server).gaps())
                .containsExactly(new Gap("v", "/region", "this version does not know the field; it is left out"));
    }

    @Test
    void kubeconfigsAreNotShown() {
        source.save("host-1", Requests.host());

        ClusterTransfer transfer = ClusterTransfer.export(source, name -> Optional.of(Requests.KUBECONFIG));

        assertThat(transfer.requests().get("host-1").kubeconfig()).isEqualTo(Requests.KUBECONFIG);
        assertThat(transfer.toString() + transfer.requests() + transfer.gaps()).doesNotContain("hush");
    }
}
