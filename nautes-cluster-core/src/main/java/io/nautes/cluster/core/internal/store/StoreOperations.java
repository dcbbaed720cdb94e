package io.nautes.cluster.core.internal.store;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.CallOptions;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterList;
import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.KubeconfigMismatch;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.SaveResult.Change;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.UnknownRevisionException;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.internal.rules.KubeconfigRules;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations of a registry over a store. Use {@link #within} for a call with a deadline. Immutable. */
public final class StoreOperations {
    /**
     * Rules that accept more requests if they know the stored resource. Only the evaluation against the store applies
     * them.
     */
    private static final Set<String> NEEDING_THE_RESOURCE = Set.of("reserved_namespaces");

    /** The number of changes of a cluster that are searched for a request id: requests are repeated soon or never. */
    private static final int REPEATS_LOOKED_FOR = 100;

    private final ClusterStore store;
    private final ClusterEvaluator evaluator;
    private final ClusterEvaluator forRequestsAlone;
    private final ClusterReferences references;
    private final KubeconfigKeeper kubeconfigs;

    public StoreOperations(
            ClusterStore store,
            ClusterEvaluator evaluator,
            ClusterReferences references,
            @Nullable KubeconfigStore kubeconfigStore) {
        this.store = store;
        this.evaluator = evaluator;
        this.forRequestsAlone = evaluator.withoutRules(NEEDING_THE_RESOURCE);
        this.references = references;
        this.kubeconfigs = new KubeconfigKeeper(kubeconfigStore, store::snapshot);
    }

    private StoreOperations(StoreOperations other, Duration time) {
        // After a timeout of the store there must be time to restore the kubeconfig.
        this.store = other.store.within(
                other.kubeconfigs.isActive() ? time.dividedBy(4).multipliedBy(3) : time);
        this.evaluator = other.evaluator;
        this.forRequestsAlone = other.forRequestsAlone;
        this.references = other.references;
        this.kubeconfigs = other.kubeconfigs.within(time, store::snapshot);
    }

    /**
     * Returns the operations for one call.
     *
     * @throws RegistryException with {@link FailureCode#UNSUPPORTED} if the call has a deadline and a store cannot
     *     limit single calls
     */
    public StoreOperations within(CallOptions call) {
        return call.deadline().map(time -> new StoreOperations(this, time)).orElse(this);
    }

    /** Saves a cluster. */
    public SaveResult save(String name, ParsedRequest given, ChangeOptions options) {
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

    /** Commits a save together with its staged kubeconfig. */
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

    /** Deletes a cluster. */
    public DeleteResult delete(String name, ChangeOptions options) {
        ClusterChanges changes = new ClusterChanges(evaluator, references, options);
        try (KubeconfigChange kubeconfig = kubeconfigs.begin(List.of(name), options)) {
            Optional<String> made = alreadyMade(name, options);
            if (made.isPresent()) {
                return new DeleteResult(name, false, made.get());
            }
            StoreCommit commit = changes.update(store, current -> changes.delete(name, current));
            // Even if the cluster was not registered: an earlier delete may have failed to remove the kubeconfig.
            kubeconfig.remove(List.of(name)).values().forEach(failure -> {
                throw failure;
            });
            return new DeleteResult(name, commit.changed(), commit.revision());
        }
    }

    /** Saves a cluster as it was registered at a revision. */
    public SaveResult restore(String name, String revision, ChangeOptions options) {
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
            // Checked before the commit, so that a failure occurs while nothing is changed.
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

    /** Returns the history of the store.
     *
     * @throws UnsupportedOperationException if it keeps none
     */
    public ClusterHistory history() {
        if (store instanceof ClusterHistory history) {
            return history;
        }
        throw new UnsupportedOperationException(
                "the store keeps no history: " + store.getClass().getName() + " does not implement ClusterHistory");
    }

    /** Finds a cluster. */
    public Optional<Cluster> find(String name, Duration maxAge) {
        StoreSnapshot current = snapshot(maxAge);
        Optional<Cluster> found = current.find(name).map(resource -> Cluster.of(resource, current.revision()));
        if (found.isEmpty()) {
            ClusterChanges.checkReadable(name, "read", current);
        }
        return found;
    }

    /** Lists clusters. */
    public ClusterList list(ClusterFilter filter, Duration maxAge) {
        StoreSnapshot current = snapshot(maxAge);
        return ClusterList.of(clusters(current, filter).toList(), current.problems(), current.revision());
    }

    /** Returns clusters one after the other. */
    public Stream<Cluster> stream(ClusterFilter filter, Duration maxAge) {
        StoreSnapshot current = snapshot(maxAge);
        List<UnreadableCluster> problems = current.problems();
        // Fails as a complete list does, without creating the clusters.
        ClusterList.of(List.of(), problems, null).all();
        return clusters(current, filter);
    }

    private static Stream<Cluster> clusters(StoreSnapshot current, ClusterFilter filter) {
        String revision = current.revision();
        return current.clusters().stream()
                .map(resource -> Cluster.of(resource, revision))
                .filter(filter::matches);
    }

    private StoreSnapshot snapshot(Duration maxAge) {
        return maxAge.isZero() ? store.snapshot() : store.snapshot(maxAge);
    }

    /** Returns a planner of changes. */
    public ChangePlanner planner(ChangeOptions options) {
        return new ChangePlanner(
                store, kubeconfigs, new ClusterChanges(evaluator, references, options), options, forRequestsAlone);
    }

    /** Returns a batch. */
    public StoreBatch batch(BatchOptions options) {
        return new StoreBatch(store, evaluator, references, kubeconfigs, options);
    }

    /** Compares the stored kubeconfigs with what is registered. */
    public List<KubeconfigMismatch> verifyKubeconfigs() {
        if (!kubeconfigs.isActive()) {
            throw new UnsupportedOperationException("the registry has no kubeconfig store; give the builder one");
        }
        return kubeconfigs.mismatches();
    }
}
