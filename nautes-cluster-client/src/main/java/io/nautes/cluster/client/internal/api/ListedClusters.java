package io.nautes.cluster.client.internal.api;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchPlan;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ChangePlan;
import io.nautes.cluster.core.ClusterDiff;
import io.nautes.cluster.core.ClusterList;
import io.nautes.cluster.core.PlannedFiles;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ParsedRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A planner of changes to the clusters that an API server has listed. It plans with an in-memory registry of them. */
public final class ListedClusters {
    private final StoreClusterRegistry registry;
    private final Map<String, Cluster> listed;

    ListedClusters(ClusterEvaluator evaluator, ClusterList listed) {
        List<ClusterResource> resources = listed.readable().stream()
                .map(cluster -> cluster.toResource(ClusterResource.DEFAULT_NAMESPACE))
                .toList();
        InMemoryClusterStore store = new InMemoryClusterStore();
        store.update(current -> StoreChange.save(resources, null));
        this.registry = StoreClusterRegistry.builder(store)
                .evaluator(evaluator)
                // Empty, because the server stores the kubeconfigs.
                .kubeconfigs(new InMemoryKubeconfigStore())
                .build();
        this.listed = listed.readable().stream()
                .collect(Collectors.toMap(Cluster::name, Function.identity(), (first, second) -> first));
    }

    public ChangePlan plan(String name, ParsedRequest request, ChangeOptions options) {
        return asListed(registry.plan(name, request, options));
    }

    public ChangePlan planDelete(String name, ChangeOptions options) {
        return asListed(registry.planDelete(name, options));
    }

    public BatchPlan planAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        return asListed(registry.planAll(requests, options));
    }

    public BatchPlan planDeleteAll(Collection<String> names, BatchOptions options) {
        return asListed(registry.planDeleteAll(names, options));
    }

    private BatchPlan asListed(BatchPlan plan) {
        return BatchPlan.of(
                plan.entries().stream()
                        .map(entry -> entry.plan()
                                .map(change -> BatchPlan.Entry.of(asListed(change)))
                                .orElse(entry))
                        .toList(),
                PlannedFiles.none());
    }

    /** Returns a plan with the cluster as the server listed it, and without the revision of the in-memory store. */
    private ChangePlan asListed(ChangePlan plan) {
        Cluster before = listed.get(plan.name());
        Cluster after = plan.after().orElse(null);
        if (after == null) {
            return ChangePlan.ofDelete(plan.name(), before != null, before, PlannedFiles.none(), null);
        }
        boolean isChange = before == null
                || !ClusterDiff.between(before, after).withoutReplyGaps().isEmpty();
        return ChangePlan.ofSave(before, after, isChange, plan.warnings(), PlannedFiles.none(), null);
    }
}
