package io.nautes.cluster.core.store;

import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.UnknownRevisionException;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.core.spi.ClusterHistory;
import io.nautes.cluster.core.spi.ClusterIndex;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.internal.syntax.Syntax;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An in-memory store for tests and experiments. Revisions are the decimal numbers of its changes, and all revisions are
 * kept. One update runs at a time. A snapshot copies the index, an update does not.
 */
public final class InMemoryClusterStore implements ClusterStore, ClusterHistory {
    private final Object lock = new Object();
    private final ClusterIndex index = new ClusterIndex();
    private final Map<String, Long> changedAt = new HashMap<>();
    private final InMemoryVersions versions = new InMemoryVersions();
    private final InstantSource clock;
    private long revision;
    private boolean closed;

    /** Creates an empty store without a clock: in its history, the time of all changes is the epoch. */
    public InMemoryClusterStore() {
        this(InstantSource.fixed(Instant.EPOCH));
    }

    /**
     * Creates an empty store.
     *
     * @param clock the clock for the times in its history
     */
    public InMemoryClusterStore(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public StoreSnapshot snapshot() {
        synchronized (lock) {
            checkOpen();
            return new View(index.copy(), Map.copyOf(changedAt), revision);
        }
    }

    /** Returns this store, because its operations do not wait. */
    @Override
    public ClusterStore within(Duration time) {
        return this;
    }

    @Override
    public StoreCommit update(StoreUpdate update) {
        synchronized (lock) {
            checkOpen();
            StoreChange change = update.decide(new View(index, changedAt, revision));
            List<String> changed = new ArrayList<>();
            for (ClusterResource resource : change.saved().values()) {
                if (!resource.equals(index.put(resource))) {
                    changed.add(resource.name());
                }
            }
            for (String name : change.deleted()) {
                if (index.remove(name) != null) {
                    changed.add(name);
                }
            }
            if (!changed.isEmpty()) {
                revision++;
                changed.forEach(name -> changedAt.put(name, revision));
                versions.add(revision, clock.instant(), change, changed);
            }
            return new StoreCommit(Long.toString(revision), !changed.isEmpty());
        }
    }

    @Override
    public List<ClusterRevision> history(String name, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: must be at least 1 (got " + limit + ")");
        }
        synchronized (lock) {
            checkOpen();
            return versions.history(name, limit);
        }
    }

    @Override
    public Optional<ClusterResource> findAt(String name, String at) {
        synchronized (lock) {
            checkOpen();
            return versions.find(name, number(at));
        }
    }

    @Override
    public StoreSnapshot snapshot(String at) {
        synchronized (lock) {
            checkOpen();
            long number = number(at);
            ClusterIndex then = new ClusterIndex();
            Map<String, Long> changedThen = new HashMap<>();
            for (InMemoryVersions.Version version : versions.until(number)) {
                changedThen.put(version.name(), version.number());
                if (version.resource() == null) {
                    then.remove(version.name());
                } else {
                    then.put(version.resource());
                }
            }
            return new View(then, changedThen, number);
        }
    }

    private long number(String at) {
        if (!isNumber(at) || Long.parseLong(at) > revision) {
            throw new UnknownRevisionException(
                    "there is no revision \"" + Texts.shown(at) + "\"; the newest is " + revision, at);
        }
        return Long.parseLong(at);
    }

    private static boolean isNumber(String text) {
        return Syntax.isDigits(text) && text.length() <= 18;
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

    /** The store at a revision. During an update it shows the live maps, which the lock protects from changes. */
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
        public List<UnreadableCluster> problems() {
            return List.of();
        }

        @Override
        public Optional<Boolean> isUnchangedSince(String name, String since) {
            if (!isNumber(since) || Long.parseLong(since) > number) {
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
