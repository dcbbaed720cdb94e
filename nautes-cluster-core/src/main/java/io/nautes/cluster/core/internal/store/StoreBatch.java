package io.nautes.cluster.core.internal.store;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchOrder;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.BatchResult.Entry;
import io.nautes.cluster.core.BatchResult.Outcome;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.ClusterNames;
import io.nautes.cluster.core.internal.rules.KubeconfigRules;
import io.nautes.cluster.core.spi.ClusterReferences;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ParsedRequest;
import io.nautes.cluster.model.Vcluster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A batch that makes one change of a store for all clusters that can be changed. */
public final class StoreBatch {
    private final ClusterStore store;
    private final KubeconfigKeeper kubeconfigs;
    private final BatchOptions options;
    private final ClusterChanges changes;

    public StoreBatch(
            ClusterStore store,
            ClusterEvaluator evaluator,
            ClusterReferences references,
            KubeconfigKeeper kubeconfigs,
            BatchOptions options) {
        this.store = store;
        this.kubeconfigs = kubeconfigs;
        this.options = options;
        this.changes = new ClusterChanges(evaluator, references, options.changeOptions());
    }

    public BatchResult saveAll(Map<String, ClusterRequest> given) {
        try (KubeconfigChange kubeconfig = kubeconfigs.begin(given.keySet())) {
            Map<String, ClusterRequest> requests = completed(kubeconfig, given);
            List<Map.Entry<String, ClusterRequest>> ordered = BatchOrder.forSaves(requests);
            Map<String, Entry> prepared = stageKubeconfigs(kubeconfig, requests, ordered);
            DecidedUpdate<Saves> update = new DecidedUpdate<>(
                    current -> decideSaves(ordered, current, request -> {
                        if (kubeconfigs.keeps(request.getValue()) && !kubeconfig.isStaged(request.getKey())) {
                            throw notStaged(request.getKey(), prepared.get(request.getKey()));
                        }
                    }),
                    this::change);
            StoreCommit commit;
            try {
                commit = changes.update(store, update);
            } catch (OutcomeUnknownException e) {
                throw e;
            } catch (RegistryException e) {
                throw kubeconfig.rolledBack(e);
            } catch (RuntimeException | Error e) {
                Saves decided = update.last();
                kubeconfig.afterCrash(e, decided == null ? List.of() : decided.saved());
                throw e;
            }
            return reported(settled(kubeconfig, update.made(), commit, requests));
        }
    }

    private Map<String, ClusterRequest> completed(KubeconfigChange kubeconfig, Map<String, ClusterRequest> given) {
        if (!options.changeOptions().keepKubeconfig()) {
            return given;
        }
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        given.forEach((name, request) -> requests.put(
                name,
                kubeconfig
                        .completed(name, ParsedRequest.of(request), options.changeOptions())
                        .request()));
        return requests;
    }

    StoreChange change(Saves decided) {
        Map<String, Vcluster> vclusters = new HashMap<>();
        decided.saved().forEach(saved -> vclusters.putAll(saved.vclusters()));
        StoreChange change = StoreChange.save(
                        decided.saved().stream()
                                .map(ClusterChanges.Saved::resource)
                                .toList(),
                        options.changeOptions().author().orElse(null))
                .withVclusters(vclusters);
        return ClusterChanges.described(change, options.changeOptions());
    }

    /**
     * Stages the kubeconfigs of all clusters that would be saved, or none. Returns the entries that were decided
     * before.
     */
    private Map<String, Entry> stageKubeconfigs(
            KubeconfigChange kubeconfig,
            Map<String, ClusterRequest> requests,
            List<Map.Entry<String, ClusterRequest>> ordered) {
        if (requests.values().stream().noneMatch(kubeconfigs::keeps)) {
            return Map.of();
        }
        StoreSnapshot current = store.snapshot();
        Map<String, Entry> prepared = new HashMap<>();
        try {
            Saves decided = changes.asking(() -> decideSaves(ordered, current, request -> {}));
            for (Entry entry : decided.entries()) {
                prepared.put(entry.name(), entry);
                ClusterRequest request = requests.get(entry.name());
                if (request != null && isMade(entry)) {
                    kubeconfig.stage(entry.name(), request);
                }
            }
            return prepared;
        } catch (RegistryException e) {
            throw kubeconfig.rolledBack(e);
        } catch (RuntimeException | Error e) {
            kubeconfig.afterCrash(e, List.of());
            throw e;
        }
    }

    static boolean isMade(Entry entry) {
        return entry.outcome() != Outcome.FAILED && entry.outcome() != Outcome.NOT_TRIED;
    }

    /**
     * Returns the failure of a cluster that was refused when kubeconfigs were staged. It stays refused, because it must
     * not be saved without its kubeconfig.
     */
    private static RegistryException notStaged(String name, @Nullable Entry prepared) {
        if (prepared != null && prepared.failure().isPresent()) {
            return prepared.failure().get();
        }
        return new ConflictException(
                "cluster " + name + " was not saved: the registry changed while the batch was prepared; save it again",
                null,
                null);
    }

    /** Confirms the staged kubeconfigs one by one and adds failures to the entries. */
    private List<Entry> settled(
            KubeconfigChange kubeconfig, Saves decided, StoreCommit commit, Map<String, ClusterRequest> requests) {
        Map<String, RegistryException> failures = new HashMap<>();
        List<String> noLongerPhysical = new ArrayList<>();
        for (ClusterChanges.Saved saved : decided.saved()) {
            ClusterResource resource = saved.resource();
            try {
                kubeconfig.confirm(resource, commit.revision());
            } catch (RegistryException e) {
                failures.put(resource.name(), e);
            }
            if (!KubeconfigKeeper.isPhysical(resource) && saved.mayHaveKubeconfig()) {
                noLongerPhysical.add(resource.name());
            }
        }
        failures.putAll(kubeconfig.remove(noLongerPhysical));
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : decided.entries()) {
            RegistryException failure = failures.get(entry.name());
            if (!isMade(entry)) {
                entries.add(rolledBack(kubeconfig, entry));
            } else if (failure != null) {
                entries.add(new Entry(entry.name(), Outcome.FAILED, entry.warnings(), failure));
            } else {
                entries.add(withKubeconfigWarning(entry, requests.get(entry.name())));
            }
        }
        return entries;
    }

    private static Entry rolledBack(KubeconfigChange kubeconfig, Entry entry) {
        RegistryException failure = entry.failure()
                .orElseGet(() -> new RegistryException(
                        FailureCode.CANCELLED, "cluster " + entry.name() + " was left alone after a failure"));
        RegistryException reported = kubeconfig.rolledBack(List.of(entry.name()), failure);
        return reported == failure ? entry : new Entry(entry.name(), Outcome.FAILED, entry.warnings(), reported);
    }

    private Entry withKubeconfigWarning(Entry entry, @Nullable ClusterRequest request) {
        if (request == null || !isMade(entry) || !kubeconfigs.drops(request)) {
            return entry;
        }
        List<Finding> warnings = new ArrayList<>(entry.warnings());
        warnings.add(KubeconfigRules.notKept());
        return new Entry(entry.name(), entry.outcome(), warnings, null);
    }

    /**
     * The decisions on a batch of saves.
     *
     * @param entries one for each cluster
     * @param saved the saves that are made
     */
    record Saves(List<Entry> entries, List<ClusterChanges.Saved> saved) {}

    /** Decides on saves, without regard to kubeconfigs. */
    Saves decideSaves(Map<String, ClusterRequest> requests, StoreSnapshot current) {
        return decideSaves(BatchOrder.forSaves(requests), current, request -> {});
    }

    private Saves decideSaves(
            List<Map.Entry<String, ClusterRequest>> requests,
            StoreSnapshot current,
            Consumer<Map.Entry<String, ClusterRequest>> precondition) {
        OverlaidClusters registered = new OverlaidClusters(current);
        Map<String, ClusterChanges.Saved> saved = new LinkedHashMap<>();
        List<Entry> entries = run(requests, Map.Entry::getKey, request -> {
            String name = request.getKey();
            precondition.accept(request);
            ClusterNames.check(name).orThrow(name);
            ClusterChanges.checkReadable(name, ClusterChanges.SAVED, current);
            ClusterChanges.checkPrecondition(name, options.changeOptions(name).precondition(), current);
            ClusterChanges.Saved decided = changes.save(name, ParsedRequest.of(request.getValue()), registered);
            registered.put(decided.resource());
            // Includes unchanged resources, because the store may write more than resources.
            saved.put(name, decided);
            Outcome outcome =
                    !decided.isChange() ? Outcome.UNCHANGED : decided.isNew() ? Outcome.CREATED : Outcome.UPDATED;
            return new Entry(name, outcome, decided.report().warnings(), null);
        });
        return new Saves(entries, List.copyOf(saved.values()));
    }

    public BatchResult deleteAll(Collection<String> names) {
        Set<String> named = new LinkedHashSet<>(names);
        try (KubeconfigChange kubeconfig = kubeconfigs.begin(named)) {
            DecidedUpdate<Deletes> update = new DecidedUpdate<>(current -> decideDeletes(named, current), this::change);
            changes.update(store, update);
            List<Entry> entries = update.made().entries();
            // Includes clusters that were not registered: an earlier delete may have failed to remove their
            // kubeconfigs.
            Map<String, RegistryException> failures = kubeconfig.remove(
                    entries.stream().filter(StoreBatch::isMade).map(Entry::name).toList());
            return reported(entries.stream()
                    .map(entry -> failures.containsKey(entry.name())
                            ? new Entry(entry.name(), Outcome.FAILED, entry.warnings(), failures.get(entry.name()))
                            : entry)
                    .toList());
        }
    }

    StoreChange change(Deletes decided) {
        StoreChange change = StoreChange.delete(
                decided.deleted(), options.changeOptions().author().orElse(null));
        return ClusterChanges.described(change, options.changeOptions());
    }

    /**
     * The decisions on a batch of deletes.
     *
     * @param entries one for each cluster
     * @param deleted the names of the clusters that are deleted
     */
    record Deletes(List<Entry> entries, List<String> deleted) {}

    Deletes decideDeletes(Collection<String> names, StoreSnapshot current) {
        OverlaidClusters registered = new OverlaidClusters(current);
        List<UnreadableCluster> unreadable = new ArrayList<>(current.problems());
        // An unreadable cluster may be a virtual cluster.
        List<String> ordered = BatchOrder.forDeletes(
                names,
                name -> current.find(name)
                        .map(resource -> resource.spec()
                                .category()
                                .map(ClusterCategory::isVirtual)
                                .orElse(false))
                        .orElseGet(() -> ClusterChanges.isRegistered(name, current)));
        List<String> deleted = new ArrayList<>();
        List<Entry> entries = run(ordered, name -> name, name -> {
            ClusterNames.check(name).orThrow(name);
            ClusterChanges.checkPrecondition(name, options.changeOptions(name).precondition(), current);
            if (!ClusterChanges.isRegistered(name, current)) {
                return new Entry(name, Outcome.NOT_REGISTERED, List.of(), null);
            }
            changes.checkDelete(name, registered, unreadable);
            registered.remove(name);
            unreadable.removeIf(problem -> problem.name().equals(name));
            deleted.add(name);
            return new Entry(name, Outcome.DELETED, List.of(), null);
        });
        return new Deletes(entries, deleted);
    }

    private interface Step<T> {
        Entry decide(T item);
    }

    private <T> List<Entry> run(List<T> items, Function<T, String> nameOf, Step<T> step) {
        List<Entry> entries = new ArrayList<>(items.size());
        boolean stopped = false;
        for (T item : items) {
            Entry entry = stopped
                    ? new Entry(nameOf.apply(item), Outcome.NOT_TRIED, List.of(), null)
                    : attempt(item, nameOf.apply(item), step);
            stopped |= options.stopAtFirstFailure() && entry.outcome() == Outcome.FAILED;
            entries.add(entry);
        }
        return entries;
    }

    private static <T> Entry attempt(T item, String name, Step<T> step) {
        try {
            return step.decide(item);
        } catch (UsersUnknownException e) {
            throw e;
        } catch (RegistryException e) {
            return new Entry(name, Outcome.FAILED, List.of(), e);
        }
    }

    /** Reports progress after the commit, because no outcome is certain before. */
    private BatchResult reported(List<Entry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            options.listener().onProgress(entries.get(i), i + 1, entries.size());
        }
        return new BatchResult(entries);
    }
}
