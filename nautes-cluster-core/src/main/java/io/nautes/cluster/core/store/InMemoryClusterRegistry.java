package io.nautes.cluster.core.store;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchPlan;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ChangePlan;
import io.nautes.cluster.core.ClusterList;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ParsedRequest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * A registry in memory, for tests and trials. It checks and keeps everything as a registry over a Git repository does,
 * kubeconfigs and revisions included, until it is dropped. Safe for use by several threads.
 */
public final class InMemoryClusterRegistry implements ClusterRegistry {
    private final KubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();
    private final StoreClusterRegistry registry;

    private InMemoryClusterRegistry(ClusterEvaluator evaluator) {
        this.registry = StoreClusterRegistry.builder(new InMemoryClusterStore())
                .evaluator(evaluator)
                .kubeconfigs(kubeconfigs)
                .build();
    }

    /**
     * Creates an empty registry that validates requests with {@link ClusterEvaluator#standard()}.
     *
     * @return the registry
     */
    public static InMemoryClusterRegistry create() {
        return create(ClusterEvaluator.standard());
    }

    /**
     * Creates an empty registry.
     *
     * @param evaluator completes and validates requests
     * @return the registry
     */
    public static InMemoryClusterRegistry create(ClusterEvaluator evaluator) {
        return new InMemoryClusterRegistry(evaluator);
    }

    /**
     * Returns the kubeconfigs of the registered clusters.
     *
     * @return the store that the registry keeps them in
     */
    public KubeconfigStore kubeconfigs() {
        return kubeconfigs;
    }

    @Override
    public SaveResult save(String name, ParsedRequest request, ChangeOptions options) {
        return registry.save(name, request, options);
    }

    @Override
    public Optional<Cluster> find(String name) {
        return registry.find(name);
    }

    @Override
    public ClusterList list(ClusterFilter filter) {
        return registry.list(filter);
    }

    @Override
    public DeleteResult delete(String name, ChangeOptions options) {
        return registry.delete(name, options);
    }

    @Override
    public ChangePlan plan(String name, ParsedRequest request, ChangeOptions options) {
        return registry.plan(name, request, options);
    }

    @Override
    public ChangePlan planDelete(String name, ChangeOptions options) {
        return registry.planDelete(name, options);
    }

    @Override
    public BatchPlan planAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        return registry.planAll(requests, options);
    }

    @Override
    public BatchPlan planDeleteAll(Collection<String> names, BatchOptions options) {
        return registry.planDeleteAll(names, options);
    }

    @Override
    public BatchResult saveAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        return registry.saveAll(requests, options);
    }

    @Override
    public BatchResult deleteAll(Collection<String> names, BatchOptions options) {
        return registry.deleteAll(names, options);
    }

    /** Closes the registry; every later operation fails. */
    @Override
    public void close() {
        registry.close();
    }
}
