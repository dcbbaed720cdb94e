package io.nautes.cluster.testkit;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoreUpdate;

/** A placeholder for the store of a contract test until one is opened. */
final class ClosedStore implements ClusterStore {
    @Override
    public StoreSnapshot snapshot() {
        throw closed();
    }

    @Override
    public StoreCommit update(StoreUpdate update) {
        throw closed();
    }

    private static RegistryException closed() {
        return new RegistryException(FailureCode.CANCELLED, "no store has been opened");
    }

    @Override
    public void close() {}
}
