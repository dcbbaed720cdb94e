package io.nautes.cluster.core.store;

import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoreUpdate;

/** A store that delegates to another store. Tests override single methods. */
class DelegatingStore implements ClusterStore {
    private final ClusterStore delegate;

    DelegatingStore(ClusterStore delegate) {
        this.delegate = delegate;
    }

    @Override
    public StoreSnapshot snapshot() {
        return delegate.snapshot();
    }

    @Override
    public StoreCommit update(StoreUpdate update) {
        return delegate.update(update);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
