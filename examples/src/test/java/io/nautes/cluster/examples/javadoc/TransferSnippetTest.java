package io.nautes.cluster.examples.javadoc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.ClusterTransfer;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.store.InMemoryClusterRegistry;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.testkit.ClusterFixtures;
import org.junit.jupiter.api.Test;

class TransferSnippetTest {
    @Test
    void clustersAreCopied() {
        KubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();
        kubeconfigs.put("host-1", ClusterFixtures.kubeconfig("https://192.0.2.1:6443"));
        try (ClusterRegistry server = InMemoryClusterRegistry.create();
                ClusterRegistry repository = InMemoryClusterRegistry.create()) {
            server.save("host-1", ClusterFixtures.host());

            ClusterTransfer transfer = ClusterTransfer.export(server, kubeconfigs::find);
            transfer.gaps().forEach(System.out::println);
            BatchResult imported = transfer.importInto(repository, BatchOptions.defaults());

            assertThat(imported.failures()).isEmpty();
            assertThat(repository.find("host-1")).isPresent();
        }
    }
}
