package io.nautes.cluster.core.store;

import io.nautes.cluster.core.ForwardingClusterRegistry;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.spi.KubeconfigStore;

/**
 * An in-memory registry for tests and experiments. Like a registry over a Git repository, it checks and keeps
 * everything, including kubeconfigs and revisions. Its content exists as long as the object. Safe for use by several
 * threads.
 */
public final class InMemoryClusterRegistry extends ForwardingClusterRegistry {
    private final KubeconfigStore kubeconfigs;

    private InMemoryClusterRegistry(ClusterEvaluator evaluator, KubeconfigStore kubeconfigs) {
        super(StoreClusterRegistry.builder(new InMemoryClusterStore())
                .evaluator(evaluator)
                .kubeconfigs(kubeconfigs)
                .build());
        this.kubeconfigs = kubeconfigs;
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
        return new InMemoryClusterRegistry(evaluator, new InMemoryKubeconfigStore());
    }

    /**
     * Returns the kubeconfigs of the registered clusters.
     *
     * @return the store that the registry keeps them in
     */
    public KubeconfigStore kubeconfigs() {
        return kubeconfigs;
    }
}
