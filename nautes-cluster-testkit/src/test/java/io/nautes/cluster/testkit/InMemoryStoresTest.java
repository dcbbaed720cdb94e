package io.nautes.cluster.testkit;

import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import org.junit.jupiter.api.Nested;

/** Runs the published contracts against the stores of the core. */
class InMemoryStoresTest {
    @Nested
    class Clusters extends ClusterStoreContract {
        @Override
        protected ClusterStore openEmpty() {
            return new InMemoryClusterStore();
        }
    }

    @Nested
    class Kubeconfigs extends KubeconfigStoreContract {
        @Override
        protected KubeconfigStore openEmpty() {
            return new InMemoryKubeconfigStore();
        }
    }
}
