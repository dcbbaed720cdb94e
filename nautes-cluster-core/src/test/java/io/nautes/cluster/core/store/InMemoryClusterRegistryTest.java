package io.nautes.cluster.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.SaveResult.Change;
import io.nautes.cluster.model.Cluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryClusterRegistryTest {
    @Test
    void clustersAndTheirKubeconfigsAreKept() {
        try (InMemoryClusterRegistry registry = InMemoryClusterRegistry.create()) {
            assertThat(registry.save("host-1", Requests.host()).change()).isEqualTo(Change.CREATED);
            assertThat(registry.saveAll(Map.of("v-1", Requests.virtualPipeline(31001)), BatchOptions.defaults())
                            .isSuccess())
                    .isTrue();
            assertThat(registry.list().all()).extracting(Cluster::name).containsExactly("host-1", "v-1");
            assertThat(registry.find("v-1")).isPresent();
            assertThat(registry.kubeconfigs().find("host-1")).contains(Requests.KUBECONFIG);

            registry.deleteAll(List.of("v-1"), BatchOptions.defaults());
            registry.delete("host-1");

            assertThat(registry.list().all()).isEmpty();
            assertThat(registry.kubeconfigs().find("host-1")).isEmpty();
        }
    }

    @Test
    void closedRegistryRefusesOperations() {
        InMemoryClusterRegistry registry = InMemoryClusterRegistry.create();
        registry.close();

        assertThatThrownBy(registry::list).isInstanceOf(RegistryException.class);
    }
}
