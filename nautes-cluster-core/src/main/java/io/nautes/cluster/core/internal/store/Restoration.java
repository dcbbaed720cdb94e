package io.nautes.cluster.core.internal.store;

import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a save that restores an earlier resource. */
public final class Restoration {
    private Restoration() {}

    /**
     * Returns an evaluator for earlier resources. A resource contains neither the kubeconfig nor the settings of a
     * virtual cluster, so the rules on them are not applied.
     */
    public static ClusterEvaluator evaluator(ClusterEvaluator evaluator) {
        return evaluator.withoutRules(Set.of("kubeconfig", "vcluster"));
    }

    /** Returns the request that registers the cluster as it was. */
    static ClusterRequest request(ClusterResource old) {
        return Cluster.of(old).toRequestBuilder().build();
    }

    /**
     * Returns the content of the resource besides the registration, which other clients manage. Old fields are restored,
     * and fields that were added since then stay.
     */
    static ClusterResource unmanagedContent(ClusterResource old, @Nullable ClusterResource now) {
        if (now == null) {
            return old;
        }
        return new ClusterResource(
                old.name(),
                old.namespace(),
                old.spec()
                        .withUnknownFields(
                                union(old.spec().unknownFields(), now.spec().unknownFields())),
                union(old.metadata(), now.metadata()),
                union(old.status(), now.status()),
                union(old.unknownFields(), now.unknownFields()));
    }

    private static Map<String, @Nullable Object> union(Map<?, ?> preferred, Map<?, ?> other) {
        Map<String, @Nullable Object> union = new LinkedHashMap<>();
        preferred.forEach((key, value) -> union.put(String.valueOf(key), value));
        other.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (!union.containsKey(name)) {
                union.put(name, value);
            } else if (union.get(name) instanceof Map<?, ?> mine && value instanceof Map<?, ?> theirs) {
                union.put(name, union(mine, theirs));
            }
        });
        return union;
    }
}
