package io.nautes.cluster.core.internal.store;

import io.nautes.cluster.core.RegisteredClusters;
import io.nautes.cluster.core.spi.ClusterIndex;
import io.nautes.cluster.model.ClusterResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A view of registered clusters with changes that are not stored yet, so that a batch sees its earlier entries. */
final class OverlaidClusters implements RegisteredClusters {
    private final RegisteredClusters stored;
    private final ClusterIndex changed = new ClusterIndex();
    private final Set<String> removed = new HashSet<>();

    OverlaidClusters(RegisteredClusters stored) {
        this.stored = stored;
    }

    void put(ClusterResource resource) {
        changed.put(resource);
        removed.remove(resource.name());
    }

    void remove(String name) {
        changed.remove(name);
        removed.add(name);
    }

    private boolean isAsStored(String name) {
        return !removed.contains(name) && changed.find(name).isEmpty();
    }

    @Override
    public Optional<ClusterResource> find(String name) {
        Optional<ClusterResource> overlaid = changed.find(name);
        return overlaid.isPresent() || removed.contains(name) ? overlaid : stored.find(name);
    }

    @Override
    public List<ClusterResource> virtualClustersOf(String host) {
        List<ClusterResource> clusters = new ArrayList<>(changed.virtualClustersOf(host));
        stored.virtualClustersOf(host).stream()
                .filter(resource -> isAsStored(resource.name()))
                .forEach(clusters::add);
        clusters.sort(Comparator.comparing(ClusterResource::name));
        return clusters;
    }

    @Override
    public List<String> withApiServer(String apiServer) {
        Set<String> names = new TreeSet<>(changed.withApiServer(apiServer));
        stored.withApiServer(apiServer).stream().filter(this::isAsStored).forEach(names::add);
        return List.copyOf(names);
    }
}
