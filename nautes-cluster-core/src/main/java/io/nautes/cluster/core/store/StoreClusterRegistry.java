package io.nautes.cluster.core.store;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchPlan;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ChangePlan;
import io.nautes.cluster.core.ClusterInUseException;
import io.nautes.cluster.core.ClusterList;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.KubeconfigMismatch;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.SaveResult.Change;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.UnknownRevisionException;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.ClusterNames;
import io.nautes.cluster.core.internal.rules.KubeconfigRules;
import io.nautes.cluster.core.internal.store.ChangePlanner;
import io.nautes.cluster.core.internal.store.ClusterChanges;
import io.nautes.cluster.core.internal.store.DecidedUpdate;
import io.nautes.cluster.core.internal.store.KubeconfigChange;
import io.nautes.cluster.core.internal.store.KubeconfigKeeper;
import io.nautes.cluster.core.internal.store.Restoration;
import io.nautes.cluster.core.internal.store.StoreBatch;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.core.spi.ClusterHistory;
import io.nautes.cluster.core.spi.ClusterReferences;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ParsedRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
    /** Rules that accept more if they know what is stored, so that they are left to the evaluation that does. */
    private static final Set<String> NEEDING_THE_RESOURCE = Set.of("reserved_namespaces");

    /** How many changes of a cluster are searched for a request id: a request is repeated soon, or never. */
    private static final int REPEATS_LOOKED_FOR = 100;

    private final ClusterStore store;
    private final ClusterEvaluator evaluator;
    private final ClusterEvaluator forRequestsAlone;
    private final ClusterReferences references;
    private final KubeconfigKeeper kubeconfigs;

    private StoreClusterRegistry(Builder builder) {
        this.store = builder.store;
        this.evaluator = builder.evaluator;
        this.forRequestsAlone = evaluator.withoutRules(NEEDING_THE_RESOURCE);
        this.references = builder.references;
        this.kubeconfigs = new KubeconfigKeeper(builder.kubeconfigStore, store::snapshot);
    }

    /**
     * Returns a registry with the documented catalog and the default rules, which checks kubeconfigs and does not keep
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

    @Override
    public SaveResult save(String name, ParsedRequest given, ChangeOptions options) {
        ClusterNames.check(name).orThrow(name);
        ClusterChanges changes = new ClusterChanges(evaluator, references, options);
        try (KubeconfigChange kubeconfig = kubeconfigs.begin(List.of(name), options)) {
            Optional<String> made = alreadyMade(name, options);
            if (made.isPresent()) {
                return new SaveResult(name, Change.UNCHANGED, made.get(), List.of());
            }
            ParsedRequest parsed = kubeconfig.completed(name, given, options);
            ClusterRequest request = parsed.request();
            forRequestsAlone.evaluate(name, parsed).report().orThrow(name);
            if (kubeconfigs.keeps(request)) {
                changes.asking(() -> changes.save(name, parsed, store.snapshot()));
                kubeconfig.stage(name, request);
            }
            SaveResult result = commit(changes, kubeconfig, current -> changes.save(name, parsed, current));
            return kubeconfigs.drops(request) ? withWarning(result, KubeconfigRules.notKept()) : result;
        }
    }

    /** Returns the revision of an earlier change of the cluster with the same request id. */
    private Optional<String> alreadyMade(String name, ChangeOptions options) {
        if (options.requestId().isEmpty()) {
            return Optional.empty();
        }
        if (!(store instanceof ClusterHistory history)) {
            throw new RegistryException(
                    FailureCode.UNSUPPORTED,
                    "failed to change cluster " + name + ": the store keeps no history, so a request id (got "
                            + options.requestId().get() + ") cannot be looked up; nothing was changed");
        }
        return history.history(name, REPEATS_LOOKED_FOR).stream()
                .filter(revision -> revision.requestId().equals(options.requestId()))
                .map(ClusterRevision::revision)
                .findFirst();
    }

    /** Commits a save together with what is staged of its kubeconfig. */
    private SaveResult commit(
            ClusterChanges changes,
            KubeconfigChange kubeconfig,
            Function<StoreSnapshot, ClusterChanges.Saved> decision) {
        DecidedUpdate<ClusterChanges.Saved> update = new DecidedUpdate<>(decision, ClusterChanges.Saved::change);
        StoreCommit commit;
        try {
            commit = changes.update(store, update);
        } catch (OutcomeUnknownException e) {
            throw e;
        } catch (RegistryException e) {
            throw kubeconfig.rolledBack(e);
        } catch (RuntimeException | Error e) {
            ClusterChanges.Saved decided = update.last();
            kubeconfig.afterCrash(e, decided == null ? List.of() : List.of(decided));
            throw e;
        }
        ClusterChanges.Saved saved = update.made();
        ClusterResource resource = saved.resource();
        kubeconfig.confirm(resource, commit.revision());
        if (!KubeconfigKeeper.isPhysical(resource)) {
            kubeconfig
                    .remove(saved.mayHaveKubeconfig() ? List.of(resource.name()) : List.of())
                    .values()
                    .forEach(failure -> {
                        throw failure;
                    });
        }
        Change change = !commit.changed() ? Change.UNCHANGED : saved.isNew() ? Change.CREATED : Change.UPDATED;
        return new SaveResult(
                resource.name(), change, commit.revision(), saved.report().warnings());
    }

    /**
     * Returns the changes of one cluster's registration.
     *
     * @param name the cluster's name; it need not be registered any more
     * @return the changes, newest first; empty if the cluster was never registered
     * @throws InvalidClusterException if the name leads elsewhere
     * @throws UnsupportedOperationException if the store keeps no {@linkplain ClusterHistory history}
     * @throws RegistryException if the store cannot be read
     */
    public List<ClusterRevision> history(String name) {
        ClusterNames.check(name).orThrow(name);
        return history().history(name);
    }

    /**
     * Returns one cluster as it was registered at a revision.
     *
     * @param name the cluster's name
     * @param revision the revision, in the store's form
     * @return the cluster, or empty if none of that name was registered then
     * @throws InvalidClusterException if the name leads elsewhere
     * @throws UnknownRevisionException if there is no such revision
     * @throws UnsupportedOperationException if the store keeps no {@linkplain ClusterHistory history}
     * @throws RegistryException if the store cannot be read
     */
    public Optional<Cluster> findAt(String name, String revision) {
        ClusterNames.check(name).orThrow(name);
        return history().findAt(name, revision).map(resource -> Cluster.of(resource, revision));
    }

    /**
     * Registers a cluster again as it was at a revision, as {@link #restore(String, String, ChangeOptions)} with
     * default options.
     *
     * @param name the cluster's name; it need not be registered any more
     * @param revision the revision, in the store's form
     * @return what was done
     * @throws RegistryException as {@link #restore(String, String, ChangeOptions)}
     */
    public SaveResult restore(String name, String revision) {
        return restore(name, revision, ChangeOptions.defaults());
    }

    /**
     * Registers a cluster again as it was at a revision: a save of the old content, which must pass the rules of today
     * among the clusters of today. What the file held besides the registration, such as labels and unknown fields,
     * comes back too; what others added to it since stays.
     *
     * <p>The kubeconfig stays as it is now. If kubeconfigs are kept and the restored cluster needs one and has none, as
     * after a delete, a {@linkplain FindingCode#KUBECONFIG_MISSING warning} says so; save the cluster with its
     * kubeconfig then.
     *
     * @param name the cluster's name; it need not be registered any more
     * @param revision the revision, in the store's form
     * @param options how; an expected revision is the one at which the caller saw the cluster last
     * @return what was done; what is registered in the same way already is not written again
     * @throws InvalidClusterException if what was registered then breaks a rule of today
     * @throws UnknownRevisionException if there is no such revision, or the cluster was not registered then
     * @throws ClusterInUseException if the change is of a kind that users of the cluster forbid
     * @throws ConflictException if the cluster was changed since the expected revision
     * @throws OutcomeUnknownException if it is not known whether the change was made
     * @throws UnsupportedOperationException if the store keeps no {@linkplain ClusterHistory history}
     * @throws RegistryException if the store cannot be read or written
     */
    public SaveResult restore(String name, String revision, ChangeOptions options) {
        ClusterNames.check(name).orThrow(name);
        ClusterResource old = history()
                .findAt(name, revision)
                .orElseThrow(() -> new UnknownRevisionException(
                        "cluster " + name + " was not registered at revision " + Texts.shown(revision)
                                + "; name a revision of its history that saved it",
                        revision));
        ClusterChanges changes = new ClusterChanges(Restoration.evaluator(evaluator), references, options);
        try (KubeconfigChange kubeconfig = kubeconfigs.begin(List.of(name), options)) {
            Optional<String> made = alreadyMade(name, options);
            if (made.isPresent()) {
                return new SaveResult(name, Change.UNCHANGED, made.get(), List.of());
            }
            // Asked before the commit: whatever fails must fail while nothing is changed.
            boolean lacksKubeconfig = kubeconfigs.lacks(old);
            SaveResult result = commit(changes, kubeconfig, current -> changes.restore(old, current));
            return lacksKubeconfig
                    ? withWarning(result, KubeconfigRules.missing().withSeverity(Severity.WARNING))
                    : result;
        }
    }

    private static SaveResult withWarning(SaveResult result, Finding warning) {
        List<Finding> warnings = new ArrayList<>(result.warnings());
        warnings.add(warning);
        return new SaveResult(result.name(), result.change(), result.revisionOrNull(), warnings);
    }

    private ClusterHistory history() {
        if (store instanceof ClusterHistory history) {
            return history;
        }
        throw new UnsupportedOperationException(
                "the store keeps no history: " + store.getClass().getName() + " is no ClusterHistory");
    }

    @Override
    public Optional<Cluster> find(String name) {
        ClusterNames.check(name).orThrow(name);
        StoreSnapshot current = store.snapshot();
        Optional<Cluster> found = current.find(name).map(resource -> Cluster.of(resource, current.revision()));
        if (found.isEmpty()) {
            ClusterChanges.checkReadable(name, "read", current);
        }
        return found;
    }

    @Override
    public ClusterList list(ClusterFilter filter) {
        StoreSnapshot current = store.snapshot();
        String revision = current.revision();
        List<Cluster> clusters = current.clusters().stream()
                .map(resource -> Cluster.of(resource, revision))
                .filter(filter::matches)
                .toList();
        return ClusterList.of(clusters, current.problems(), revision);
    }

    @Override
    public DeleteResult delete(String name, ChangeOptions options) {
        ClusterNames.check(name).orThrow(name);
        ClusterChanges changes = new ClusterChanges(evaluator, references, options);
        try (KubeconfigChange kubeconfig = kubeconfigs.begin(List.of(name), options)) {
            Optional<String> made = alreadyMade(name, options);
            if (made.isPresent()) {
                return new DeleteResult(name, false, made.get());
            }
            StoreCommit commit = changes.update(store, current -> changes.delete(name, current));
            // Also if it was not registered: an earlier delete may have failed to remove it.
            kubeconfig.remove(List.of(name)).values().forEach(failure -> {
                throw failure;
            });
            return new DeleteResult(name, commit.changed(), commit.revision());
        }
    }

    @Override
    public ChangePlan plan(String name, ParsedRequest request, ChangeOptions options) {
        ClusterNames.check(name).orThrow(name);
        return planner(options).planSave(name, request, forRequestsAlone);
    }

    @Override
    public ChangePlan planDelete(String name, ChangeOptions options) {
        ClusterNames.check(name).orThrow(name);
        return planner(options).planDelete(name);
    }

    @Override
    public BatchPlan planAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        return planner(options.changeOptions()).planSaves(batch(options), requests);
    }

    @Override
    public BatchPlan planDeleteAll(Collection<String> names, BatchOptions options) {
        return planner(options.changeOptions()).planDeletes(batch(options), names);
    }

    private ChangePlanner planner(ChangeOptions options) {
        return new ChangePlanner(store, kubeconfigs, new ClusterChanges(evaluator, references, options), options);
    }

    private StoreBatch batch(BatchOptions options) {
        return new StoreBatch(store, evaluator, references, kubeconfigs, options);
    }

    @Override
    public BatchResult saveAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        return batch(options).saveAll(requests);
    }

    @Override
    public BatchResult deleteAll(Collection<String> names, BatchOptions options) {
        return batch(options).deleteAll(names);
    }

    /**
     * Compares the stored kubeconfigs with the registered clusters. Saves and deletes keep them together; a process
     * that is killed in the middle of one may leave a mismatch, which the next save or delete of the cluster repairs.
     *
     * @return the mismatches, sorted by name; kubeconfigs of clusters that are not registered are among them only if the
     *     kubeconfig store can list its names
     * @throws UnsupportedOperationException if the registry has no kubeconfig store
     * @throws RegistryException if the registry or the kubeconfig store cannot be read
     */
    public List<KubeconfigMismatch> verifyKubeconfigs() {
        if (!kubeconfigs.isActive()) {
            throw new UnsupportedOperationException("the registry has no kubeconfig store; give the builder one");
        }
        return kubeconfigs.mismatches();
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
