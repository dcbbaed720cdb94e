package io.nautes.cluster.core;

import io.nautes.cluster.core.SaveResult.Change;
import io.nautes.cluster.core.spi.ClusterReferences;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The registry over any {@link ClusterStore}: it completes and validates each request against exactly the revision that
 * the change is built on, keeps the kubeconfig where kubeconfigs go, and refuses what would pull the ground from under
 * others.
 *
 * <pre>{@code
 * try (ClusterRegistry registry = StoreClusterRegistry.over(new InMemoryClusterStore())) {
 *     registry.save("cluster-host", ClusterRequest.host("https://10.1.2.3:6443", kubeconfig).build());
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads. The registry owns its store and closes it.
 */
public final class StoreClusterRegistry implements ClusterRegistry {
    private final ClusterStore store;
    private final ClusterEvaluator evaluator;
    private final ClusterReferences references;
    private final KubeconfigKeeper kubeconfigs;

    private StoreClusterRegistry(Builder builder) {
        this.store = builder.store;
        this.evaluator = builder.evaluator;
        this.references = builder.references;
        this.kubeconfigs = new KubeconfigKeeper(builder.kubeconfigStore);
    }

    /**
     * A registry with the documented catalog and the default rules, which checks kubeconfigs and does not keep them.
     *
     * @param store where resources are kept
     * @return the registry
     */
    public static StoreClusterRegistry over(ClusterStore store) {
        return builder(store).build();
    }

    /**
     * A builder of a registry.
     *
     * @param store where resources are kept
     * @return the builder
     */
    public static Builder builder(ClusterStore store) {
        return new Builder(store);
    }

    @Override
    public SaveResult save(String name, ClusterRequest request, ChangeOptions options) {
        Evaluation alone = evaluator.evaluate(name, request);
        alone.report().orThrow(name);
        ClusterChanges changes = new ClusterChanges(evaluator, references, options);
        if (kubeconfigs.keeps(request)) {
            changes.save(name, request, store.snapshot());
        }
        KubeconfigKeeper.Rollback rollback = kubeconfigs.put(name, request);
        try {
            ClusterChanges.Saved[] decided = new ClusterChanges.Saved[1];
            StoreCommit commit = store.update(current -> {
                decided[0] = changes.save(name, request, current);
                return decided[0].change();
            });
            ClusterChanges.Saved saved = decided[0];
            Change change = !commit.changed() ? Change.UNCHANGED : saved.isNew() ? Change.CREATED : Change.UPDATED;
            return new SaveResult(
                    name, change, commit.revision(), saved.report().warnings());
        } catch (OutcomeUnknownException e) {
            throw e;
        } catch (RuntimeException e) {
            rollback.run(e);
            throw e;
        }
    }

    @Override
    public Optional<Cluster> find(String name) {
        ClusterNames.check(name).orThrow(name);
        return store.snapshot().find(name).map(Cluster::of);
    }

    @Override
    public List<Cluster> list(ClusterFilter filter) {
        return store.snapshot().clusters().stream()
                .map(Cluster::of)
                .filter(filter::matches)
                .toList();
    }

    @Override
    public DeleteResult delete(String name, ChangeOptions options) {
        ClusterNames.check(name).orThrow(name);
        ClusterChanges changes = new ClusterChanges(evaluator, references, options);
        StoreCommit commit = store.update(current -> changes.delete(name, current));
        if (commit.changed()) {
            kubeconfigs.delete(name);
        }
        return new DeleteResult(name, commit.changed(), commit.revision());
    }

    @Override
    public BatchResult saveAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        return new StoreBatch(store, evaluator, references, kubeconfigs, options).saveAll(requests);
    }

    @Override
    public BatchResult deleteAll(Collection<String> names, BatchOptions options) {
        return new StoreBatch(store, evaluator, references, kubeconfigs, options).deleteAll(names);
    }

    @Override
    public void close() {
        store.close();
    }

    /** Builds a {@link StoreClusterRegistry}. Not safe for use by several threads. */
    public static final class Builder {
        private final ClusterStore store;
        private ClusterEvaluator evaluator = ClusterEvaluator.standard();
        private ClusterReferences references = ClusterReferences.none();
        private @Nullable KubeconfigStore kubeconfigStore;

        private Builder(ClusterStore store) {
            this.store = Objects.requireNonNull(store, "store");
        }

        /**
         * Sets how requests are completed and validated.
         *
         * @param value the evaluator; by default {@link ClusterEvaluator#standard()}
         * @return this builder
         */
        public Builder evaluator(ClusterEvaluator value) {
            evaluator = Objects.requireNonNull(value, "evaluator");
            return this;
        }

        /**
         * Sets who knows the users of a cluster.
         *
         * @param value the references; by default nobody uses any cluster
         * @return this builder
         */
        public Builder references(ClusterReferences value) {
            references = Objects.requireNonNull(value, "references");
            return this;
        }

        /**
         * Sets where kubeconfigs are kept.
         *
         * @param value the store; by default kubeconfigs are checked and not kept
         * @return this builder
         */
        public Builder kubeconfigs(KubeconfigStore value) {
            kubeconfigStore = Objects.requireNonNull(value, "kubeconfigStore");
            return this;
        }

        /**
         * Builds the registry.
         *
         * @return the registry
         */
        public StoreClusterRegistry build() {
            return new StoreClusterRegistry(this);
        }
    }
}
