package io.nautes.cluster.core.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nautes.cluster.core.KubeconfigMismatch;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import org.junit.jupiter.api.Test;

class KubeconfigKeeperTest {
    private final ClusterStore store = new InMemoryClusterStore();
    private final KubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();

    @Test
    void mismatchesAreSortedByName() {
        StoreClusterRegistry keeping =
                StoreClusterRegistry.builder(store).kubeconfigs(kubeconfigs).build();
        StoreClusterRegistry forgetful = StoreClusterRegistry.over(store);
        keeping.save("host-b", Requests.host());
        keeping.save("host-d", Requests.host());
        keeping.save("host-e", Requests.host());
        forgetful.save("host-c", Requests.host());
        forgetful.save("host-a", Requests.host());
        forgetful.delete("host-b");
        forgetful.delete("host-e");

        assertThat(new KubeconfigKeeper(kubeconfigs, store::snapshot).mismatches())
                .extracting(KubeconfigMismatch::name, KubeconfigMismatch::kind)
                .containsExactly(
                        tuple("host-a", KubeconfigMismatch.Kind.MISSING),
                        tuple("host-b", KubeconfigMismatch.Kind.LEFT_BEHIND),
                        tuple("host-c", KubeconfigMismatch.Kind.MISSING),
                        tuple("host-e", KubeconfigMismatch.Kind.LEFT_BEHIND));
    }
}
