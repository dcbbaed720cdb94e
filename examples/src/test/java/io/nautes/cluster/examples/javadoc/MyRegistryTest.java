package io.nautes.cluster.examples.javadoc;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.store.InMemoryClusterRegistry;
import io.nautes.cluster.testkit.ClusterRegistryContract;

class MyRegistryTest extends ClusterRegistryContract {
    @Override
    protected ClusterRegistry openEmpty() {
        return InMemoryClusterRegistry.create();
    }
}
