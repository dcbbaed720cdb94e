package io.nautes.cluster.core.store;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchPlan;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.CallOptions;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ChangePlan;
import io.nautes.cluster.core.ClusterInUseException;
import io.nautes.cluster.core.ClusterList;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.KubeconfigMismatch;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.ReadOptions;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.UnknownRevisionException;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.ClusterNames;
import io.nautes.cluster.core.internal.store.StoreOperations;
import io.nautes.cluster.core.spi.ClusterHistory;
import io.nautes.cluster.core.spi.ClusterReferences;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ParsedRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A registry over a {@link ClusterStore}. It completes and validates each request against exactly the revision that the
 * change is based on, keeps kubeconfigs in a {@link KubeconfigStore}, and refuses changes that would break other
 * clusters.
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
    private final StoreOperations operations;

    private StoreClusterRegistry(Builder builder) {
        this.store = builder.store;
        this.operations = new StoreOperations(store, builder.evaluator, builder.references, builder.kubeconfigStore);
    }

    /**
     * Returns a registry with the documented catalog and the default rules. It checks kubeconfigs but does not keep
     * them.
     *
     * @param store where resources are kept
     * @return the registry
     */
    public static StoreClusterRegistry over(ClusterStore store) {
        return builder(store).build();
    }

    /**
     * Returns a builder of a registry.
     *
     * @param store where resources are kept
     * @return the builder
     */
    public static Builder builder(ClusterStore store) {
        return new Builder(store);
    }

    private StoreOperations within(CallOptions call) {
        return operations.within(call);
    }

    @Override
    public SaveResult save(String name, ParsedRequest request, ChangeOptions options) {
        ClusterNames.check(name).orThrow(name);
        return within(options.call()).save(name, request, options);
    }

    /**
     * Returns the changes of one cluster's registration.
     *
     * @param name the cluster's name; it need not be registered any more
     * @return the changes, newest first; empty if the cluster was never registered
     * @throws InvalidClusterException if the name could lead to another path
     * @throws UnsupportedOperationException if the store keeps no {@linkplain ClusterHistory history}
     * @throws RegistryException if the store cannot be read
     */
    public List<ClusterRevision> history(String name) {
        ClusterNames.check(name).orThrow(name);
        return operations.history().history(name);
    }

    /**
     * Returns one cluster as it was registered at a revision.
     *
     * @param name the cluster's name
     * @param revision the revision, in the store's form
     * @return the cluster, or empty if no cluster of that name was registered at that revision
     * @throws InvalidClusterException if the name could lead to another path
     * @throws UnknownRevisionException if there is no such revision
     * @throws UnsupportedOperationException if the store keeps no {@linkplain ClusterHistory history}
     * @throws RegistryException if the store cannot be read
     */
    public Optional<Cluster> findAt(String name, String revision) {
        ClusterNames.check(name).orThrow(name);
        return operations.history().findAt(name, revision).map(resource -> Cluster.of(resource, revision));
    }

    /**
     * Registers a cluster again as it was at a revision, as {@link #restore(String, String, ChangeOptions)} with
     * default options.
     *
     * @param name the cluster's name; it need not be registered any more
     * @param revision the revision, in the store's form
     * @return the result
     * @throws RegistryException as {@link #restore(String, String, ChangeOptions)}
     */
    public SaveResult restore(String name, String revision) {
        return restore(name, revision, ChangeOptions.defaults());
    }

    /**
     * Registers a cluster again as it was at a revision. The old content is saved, and must be valid under the current
     * rules and among the current clusters. Other old content of the file, such as labels and unknown fields, is
     * restored, too. Content that other clients have added since then stays.
     *
     * <p>The kubeconfig does not change. If kubeconfigs are kept and the restored cluster needs one but has none, as
     * after a delete, a {@linkplain FindingCode#KUBECONFIG_MISSING warning} is reported; save the cluster with its
     * kubeconfig then.
     *
     * @param name the cluster's name; it need not be registered any more
     * @param revision the revision, in the store's form
     * @param options how; an expected revision is the one at which the caller last read the cluster
     * @return the result; a cluster that is already registered with the same settings is not written again
     * @throws InvalidClusterException if the old content violates a current rule
     * @throws UnknownRevisionException if there is no such revision, or if the cluster was not registered at it
     * @throws ClusterInUseException if users of the cluster prevent a change of this kind
     * @throws ConflictException if the cluster was changed since the expected revision
     * @throws OutcomeUnknownException if it is not known whether the change was made
     * @throws UnsupportedOperationException if the store keeps no {@linkplain ClusterHistory history}
     * @throws RegistryException if the store cannot be read or written
     */
    public SaveResult restore(String name, String revision, ChangeOptions options) {
        ClusterNames.check(name).orThrow(name);
        return within(options.call()).restore(name, revision, options);
    }

    @Override
    public Optional<Cluster> find(String name, ReadOptions options) {
        ClusterNames.check(name).orThrow(name);
        return within(options.call()).find(name, options.maxAge());
    }

    @Override
    public ClusterList list(ClusterFilter filter, ReadOptions options) {
        return within(options.call()).list(filter, options.maxAge());
    }

    @Override
    public Stream<Cluster> stream(ClusterFilter filter, ReadOptions options) {
        return within(options.call()).stream(filter, options.maxAge());
    }

    @Override
    public DeleteResult delete(String name, ChangeOptions options) {
        ClusterNames.check(name).orThrow(name);
        return within(options.call()).delete(name, options);
    }

    @Override
    public ChangePlan plan(String name, ParsedRequest request, ChangeOptions options) {
        ClusterNames.check(name).orThrow(name);
        return within(options.call()).planner(options).planSave(name, request);
    }

    @Override
    public ChangePlan planDelete(String name, ChangeOptions options) {
        ClusterNames.check(name).orThrow(name);
        return within(options.call()).planner(options).planDelete(name);
    }

    @Override
    public BatchPlan planAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        StoreOperations call = within(options.changeOptions().call());
        return call.planner(options.changeOptions()).planSaves(call.batch(options), requests);
    }

    @Override
    public BatchPlan planDeleteAll(Collection<String> names, BatchOptions options) {
        StoreOperations call = within(options.changeOptions().call());
        return call.planner(options.changeOptions()).planDeletes(call.batch(options), names);
    }

    @Override
    public BatchResult saveAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        return within(options.changeOptions().call()).batch(options).saveAll(requests);
    }

    @Override
    public BatchResult deleteAll(Collection<String> names, BatchOptions options) {
        return within(options.changeOptions().call()).batch(options).deleteAll(names);
    }

    /**
     * Compares the stored kubeconfigs with the registered clusters. Saves and deletes keep them consistent. A process
     * that is killed in the middle of one may leave a mismatch, which the next save or delete of the cluster repairs.
     *
     * @return the mismatches, sorted by name; kubeconfigs of unregistered clusters are included only if the kubeconfig
     *     store can list its names
     * @throws UnsupportedOperationException if the registry has no kubeconfig store
     * @throws RegistryException if the registry or the kubeconfig store cannot be read
     */
    public List<KubeconfigMismatch> verifyKubeconfigs() {
        return operations.verifyKubeconfigs();
    }

    @Override
    public void close() {
        store.close();
    }

    /** A builder of {@link StoreClusterRegistry}. Not safe for use by several threads. */
    public static final class Builder {
        private final ClusterStore store;
        private ClusterEvaluator evaluator = ClusterEvaluator.standard();
        private ClusterReferences references = ClusterReferences.none();
        private @Nullable KubeconfigStore kubeconfigStore;

        private Builder(ClusterStore store) {
            this.store = Objects.requireNonNull(store, "store");
        }

        /**
         * Sets the evaluator that completes and validates requests.
         *
         * @param value the evaluator; by default {@link ClusterEvaluator#standard()}
         * @return this builder
         */
        public Builder evaluator(ClusterEvaluator value) {
            evaluator = Objects.requireNonNull(value, "evaluator");
            return this;
        }

        /**
         * Sets the source of information about the users of clusters.
         *
         * @param value the references; by default there are no users
         * @return this builder
         */
        public Builder references(ClusterReferences value) {
            references = Objects.requireNonNull(value, "references");
            return this;
        }

        /**
         * Sets the store for kubeconfigs.
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
