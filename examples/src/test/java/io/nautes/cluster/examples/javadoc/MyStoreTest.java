package io.nautes.cluster.examples.javadoc;

import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.testkit.ClusterStoreContract;

class MyStoreTest extends ClusterStoreContract {
    @Override
    protected ClusterStore openEmpty() {
        return new InMemoryClusterStore();
    }
}
