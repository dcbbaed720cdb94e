package io.nautes.cluster.core;

import io.nautes.cluster.core.BatchResult.Entry;
import io.nautes.cluster.core.BatchResult.Outcome;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A batch that makes its changes one by one, for registries without batch support. */
final class SequentialBatch {
    private final BatchOptions options;

    SequentialBatch(BatchOptions options) {
        this.options = options;
    }

    BatchResult saveAll(ClusterRegistry registry, Map<String, ClusterRequest> requests) {
        return run(BatchOrder.forSaves(requests).stream()
                .map(request -> new Step(request.getKey(), () -> save(registry, request.getKey(), request.getValue())))
                .toList());
    }

    BatchResult deleteAll(ClusterRegistry registry, Collection<String> names) {
        Set<String> virtual = registry.list().readable().stream()
                .filter(cluster -> ClusterType.VIRTUAL.equals(cluster.clusterType()))
                .map(Cluster::name)
                .collect(Collectors.toSet());
        return run(BatchOrder.forDeletes(names, virtual::contains).stream()
                .map(name -> new Step(name, () -> delete(registry, name)))
                .toList());
    }

    private Entry save(ClusterRegistry registry, String name, ClusterRequest request) {
        SaveResult result = registry.save(name, request, options.changeOptions(name));
        return new Entry(name, Outcome.valueOf(result.change().name()), result.warnings(), null);
    }

    private Entry delete(ClusterRegistry registry, String name) {
        boolean deleted = registry.delete(name, options.changeOptions(name)).deleted();
        return new Entry(name, deleted ? Outcome.DELETED : Outcome.NOT_REGISTERED, List.of(), null);
    }

    private BatchResult run(List<Step> steps) {
        List<Entry> entries = new ArrayList<>(steps.size());
        boolean stopped = false;
        for (Step step : steps) {
            Entry entry = stopped ? new Entry(step.name(), Outcome.NOT_TRIED, List.of(), null) : attempt(step);
            stopped |= options.stopAtFirstFailure() && entry.outcome() == Outcome.FAILED;
            entries.add(entry);
            options.listener().onProgress(entry, entries.size(), steps.size());
        }
        return new BatchResult(entries);
    }

    private static Entry attempt(Step step) {
        try {
            return step.change().get();
        } catch (RegistryException e) {
            return new Entry(step.name(), Outcome.FAILED, List.of(), e);
        }
    }

    private record Step(String name, Supplier<Entry> change) {}
}
