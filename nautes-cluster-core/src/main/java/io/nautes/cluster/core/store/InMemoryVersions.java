package io.nautes.cluster.core.store;

import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.core.ClusterRevision.Operation;
import io.nautes.cluster.core.Identity;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.model.ClusterResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All versions of the clusters in an in-memory store, guarded by the store's lock. */
final class InMemoryVersions {
    private static final Identity NOBODY = new Identity("nautes-cluster", "nautes-cluster@nautes.invalid");

    private final List<Version> versions = new ArrayList<>();

    /**
     * The state of a cluster since a revision.
     *
     * @param number the revision
     * @param name the cluster's name
     * @param resource what was stored; {@code null} if it was deleted
     * @param revision the entry of the change in the history
     */
    record Version(long number, String name, @Nullable ClusterResource resource, ClusterRevision revision) {}

    void add(long number, Instant time, StoreChange change, List<String> names) {
        Operation operation = change.saved().isEmpty() ? Operation.DELETE : Operation.SAVE;
        String worded = (operation == Operation.SAVE ? "Save " : "Delete ")
                + (names.size() == 1 ? "cluster " + names.get(0) : names.size() + " clusters");
        String subject =
                change.message().flatMap(message -> message.lines().findFirst()).orElse(worded);
        ClusterRevision revision = new ClusterRevision(
                Long.toString(number),
                change.author().orElse(NOBODY),
                time,
                operation,
                change.requestId().orElse(null),
                subject);
        for (String name : names) {
            versions.add(new Version(number, name, change.saved().get(name), revision));
        }
    }

    List<ClusterRevision> history(String name, int limit) {
        List<ClusterRevision> history = new ArrayList<>();
        for (int i = versions.size() - 1; i >= 0 && history.size() < limit; i--) {
            if (versions.get(i).name().equals(name)) {
                history.add(versions.get(i).revision());
            }
        }
        return List.copyOf(history);
    }

    Optional<ClusterResource> find(String name, long number) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            Version version = versions.get(i);
            if (version.number() <= number && version.name().equals(name)) {
                return Optional.ofNullable(version.resource());
            }
        }
        return Optional.empty();
    }

    /** Returns the versions up to a revision, oldest first. */
    List<Version> until(long number) {
        return versions.stream().filter(version -> version.number() <= number).toList();
    }
}
