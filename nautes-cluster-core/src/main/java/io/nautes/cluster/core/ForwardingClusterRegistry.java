package io.nautes.cluster.core;

import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ParsedRequest;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A registry that forwards each operation to another registry. Subclasses override operations or add new ones. As safe
 * for use by several threads as the other registry.
 */
public abstract class ForwardingClusterRegistry implements ClusterRegistry {
    private final ClusterRegistry delegate;

    /**
     * Creates a registry that forwards to another one.
     *
     * @param delegate the registry that does the work; it is closed with this one
     */
    protected ForwardingClusterRegistry(ClusterRegistry delegate) {
        this.delegate = Objects.requireNonNull(delegate, "delegate");
    }

    /**
     * Returns the registry that does the work.
     *
     * @return the registry that was given
     */
    protected final ClusterRegistry delegate() {
        return delegate;
    }

    @Override
    public SaveResult save(String name, ParsedRequest request, ChangeOptions options) {
        return delegate.save(name, request, options);
    }

    @Override
    public Optional<Cluster> find(String name, ReadOptions options) {
        return delegate.find(name, options);
    }

    @Override
    public ClusterList list(ClusterFilter filter, ReadOptions options) {
        return delegate.list(filter, options);
    }

    @Override
    public Stream<Cluster> stream(ClusterFilter filter, ReadOptions options) {
        return delegate.stream(filter, options);
    }

    @Override
    public DeleteResult delete(String name, ChangeOptions options) {
        return delegate.delete(name, options);
    }

    @Override
    public ChangePlan plan(String name, ParsedRequest request, ChangeOptions options) {
        return delegate.plan(name, request, options);
    }

    @Override
    public ChangePlan planDelete(String name, ChangeOptions options) {
        return delegate.planDelete(name, options);
    }

    @Override
    public BatchPlan planAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        return delegate.planAll(requests, options);
    }

    @Override
    public BatchPlan planDeleteAll(Collection<String> names, BatchOptions options) {
        return delegate.planDeleteAll(names, options);
    }

    @Override
    public BatchResult saveAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        return delegate.saveAll(requests, options);
    }

    @Override
    public BatchResult deleteAll(Collection<String> names, BatchOptions options) {
        return delegate.deleteAll(names, options);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
