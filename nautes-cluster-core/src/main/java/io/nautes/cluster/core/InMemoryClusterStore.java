package io.nautes.cluster.core;

import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreProblem;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.model.ClusterResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store in memory, for tests and for trying things out. Revisions are the decimal numbers of its changes. One update
 * runs at a time; a snapshot costs a copy of the index, an update does not.
 */
public final class InMemoryClusterStore implements ClusterStore {
    private final Object lock = new Object();
    private final ClusterIndex index = new ClusterIndex();
    private final Map<String, Long> changedAt = new HashMap<>();
    private long revision;
    private boolean closed;

    /** An empty store. */
    public InMemoryClusterStore() {}

    @Override
    public StoreSnapshot snapshot() {
        synchronized (lock) {
            checkOpen();
            return new View(index.copy(), Map.copyOf(changedAt), revision);
        }
    }

    @Override
    public StoreCommit update(StoreUpdate update) {
        synchronized (lock) {
            checkOpen();
            StoreChange change = update.decide(new View(index, changedAt, revision));
            long next = revision + 1;
            boolean changed = false;
            for (ClusterResource resource : change.saved().values()) {
                if (!resource.equals(index.put(resource))) {
                    changedAt.put(resource.name(), next);
                    changed = true;
                }
            }
            for (String name : change.deleted()) {
                if (index.remove(name) != null) {
                    changedAt.put(name, next);
                    changed = true;
                }
            }
            revision = changed ? next : revision;
            return new StoreCommit(Long.toString(revision), changed);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new RegistryException(FailureCode.CANCELLED, "the store is closed; open another one");
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
    }

    /** The store at a revision; for the time of an update it shows the live maps, which the lock keeps still. */
    private record View(ClusterIndex index, Map<String, Long> changedAt, long number) implements StoreSnapshot {
        @Override
        public String revision() {
            return Long.toString(number);
        }

        @Override
        public List<ClusterResource> clusters() {
            return index.clusters();
        }

        @Override
        public List<StoreProblem> problems() {
            return List.of();
        }

        @Override
        public Optional<Boolean> isUnchangedSince(String name, String since) {
            if (!Texts.isDigits(since) || since.length() > 18 || Long.parseLong(since) > number) {
                return Optional.empty();
            }
            return Optional.of(changedAt.getOrDefault(name, 0L) <= Long.parseLong(since));
        }

        @Override
        public Optional<ClusterResource> find(String name) {
            return index.find(name);
        }

        @Override
        public List<ClusterResource> virtualClustersOf(String host) {
            return index.virtualClustersOf(host);
        }

        @Override
        public List<String> withApiServer(String apiServer) {
            return index.withApiServer(apiServer);
        }
    }
}
