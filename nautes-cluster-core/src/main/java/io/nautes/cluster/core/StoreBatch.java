package io.nautes.cluster.core;

import io.nautes.cluster.core.BatchResult.Entry;
import io.nautes.cluster.core.BatchResult.Outcome;
import io.nautes.cluster.core.spi.ClusterReferences;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.Vcluster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A batch on a store: one change of the store for all clusters that can be changed. */
final class StoreBatch {
    private final ClusterStore store;
    private final KubeconfigKeeper kubeconfigs;
    private final BatchOptions options;
    private final ClusterChanges changes;

    StoreBatch(
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

    BatchResult saveAll(Map<String, ClusterRequest> requests) {
        List<Map.Entry<String, ClusterRequest>> ordered = BatchOrder.forSaves(requests);
        List<KubeconfigKeeper.Rollback> rollbacks = putKubeconfigs(requests, ordered);
        Decision[] decided = new Decision[1];
        try {
            store.update(current -> {
                decided[0] = decideSaves(ordered, current);
                return StoreChange.save(
                                decided[0].saved(),
                                options.changeOptions().author().orElse(null))
                        .withVclusters(decided[0].vclusters());
            });
        } catch (OutcomeUnknownException e) {
            throw e;
        } catch (RuntimeException e) {
            rollbacks.forEach(rollback -> rollback.run(e));
            throw e;
        }
        return told(decided[0].entries());
    }

    /** Keeps the kubeconfigs of all that would be saved now; all or none. */
    private List<KubeconfigKeeper.Rollback> putKubeconfigs(
            Map<String, ClusterRequest> requests, List<Map.Entry<String, ClusterRequest>> ordered) {
        List<KubeconfigKeeper.Rollback> rollbacks = new ArrayList<>();
        if (requests.values().stream().noneMatch(kubeconfigs::keeps)) {
            return rollbacks;
        }
        try {
            for (Entry entry : decideSaves(ordered, store.snapshot()).entries()) {
                ClusterRequest request = requests.get(entry.name());
                if (request != null && entry.outcome() != Outcome.FAILED && entry.outcome() != Outcome.NOT_TRIED) {
                    rollbacks.add(kubeconfigs.put(entry.name(), request));
                }
            }
            return rollbacks;
        } catch (RuntimeException e) {
            rollbacks.forEach(rollback -> rollback.run(e));
            throw e;
        }
    }

    private record Decision(
            List<Entry> entries, List<ClusterResource> saved, Map<String, Vcluster> vclusters, List<String> deleted) {}

    private Decision decideSaves(List<Map.Entry<String, ClusterRequest>> requests, StoreSnapshot current) {
        OverlaidClusters registered = new OverlaidClusters(current);
        Map<String, ClusterResource> saved = new LinkedHashMap<>();
        Map<String, Vcluster> vclusters = new HashMap<>();
        List<Entry> entries = run(requests, Map.Entry::getKey, request -> {
            String name = request.getKey();
            changes.checkReadable(name, current);
            changes.checkRevision(name, current);
            ClusterChanges.Saved decided = changes.save(name, request.getValue(), registered);
            registered.put(decided.resource());
            // Also what is stored already: the store may write more than resources.
            saved.put(name, decided.resource());
            vclusters.putAll(decided.vclusters());
            Outcome outcome =
                    !decided.isChange() ? Outcome.UNCHANGED : decided.isNew() ? Outcome.CREATED : Outcome.UPDATED;
            return new Entry(name, outcome, decided.report().warnings(), null);
        });
        return new Decision(entries, List.copyOf(saved.values()), vclusters, List.of());
    }

    BatchResult deleteAll(Collection<String> names) {
        Decision[] decided = new Decision[1];
        store.update(current -> {
            decided[0] = decideDeletes(names, current);
            return StoreChange.delete(
                    decided[0].deleted(), options.changeOptions().author().orElse(null));
        });
        decided[0].deleted().forEach(kubeconfigs::delete);
        return told(decided[0].entries());
    }

    private Decision decideDeletes(Collection<String> names, StoreSnapshot current) {
        OverlaidClusters registered = new OverlaidClusters(current);
        List<String> ordered = BatchOrder.forDeletes(
                names,
                name -> current.find(name)
                        .flatMap(resource -> resource.spec().category())
                        .map(category -> category.isVirtual())
                        .orElse(false));
        List<String> deleted = new ArrayList<>();
        List<Entry> entries = run(ordered, name -> name, name -> {
            ClusterNames.check(name).orThrow(name);
            changes.checkRevision(name, current);
            boolean unreadable =
                    current.problems().stream().anyMatch(p -> p.name().equals(name));
            if (registered.find(name).isEmpty() && !unreadable) {
                return new Entry(name, Outcome.NOT_REGISTERED, List.of(), null);
            }
            changes.checkDelete(name, registered);
            registered.remove(name);
            deleted.add(name);
            return new Entry(name, Outcome.DELETED, List.of(), null);
        });
        return new Decision(entries, List.of(), Map.of(), deleted);
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
        } catch (RegistryException e) {
            return new Entry(name, Outcome.FAILED, List.of(), e);
        }
    }

    /** Progress is told once all is stored: before that nothing is certain. */
    private BatchResult told(List<Entry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            options.listener().onProgress(entries.get(i), i + 1, entries.size());
        }
        return new BatchResult(entries);
    }
}
