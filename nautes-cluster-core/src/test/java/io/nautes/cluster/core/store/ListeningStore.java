package io.nautes.cluster.core.store;

import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoreUpdate;
import java.util.List;

/** A store that records the changes of another store. */
record ListeningStore(ClusterStore store, List<StoreChange> heard) implements ClusterStore {
    @Override
    public StoreSnapshot snapshot() {
        return store.snapshot();
    }

    @Override
    public StoreCommit update(StoreUpdate update) {
        return store.update(current -> {
            StoreChange change = update.decide(current);
            heard.add(change);
            return change;
        });
    }

    @Override
    public void close() {
        store.close();
    }
}
