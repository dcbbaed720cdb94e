package io.nautes.cluster.core;

import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The order in which the clusters of a batch are processed: a virtual cluster needs its host. */
public final class BatchOrder {
    private BatchOrder() {}

    /**
     * Returns requests in the order of saves: physical clusters before virtual ones, otherwise as given.
     *
     * @param requests the requests by name
     * @return the entries in order
     */
    public static List<Map.Entry<String, ClusterRequest>> forSaves(Map<String, ClusterRequest> requests) {
        return stable(
                requests.entrySet(),
                entry -> !ClusterType.VIRTUAL.equals(entry.getValue().clusterType()));
    }

    /**
     * Returns names in the order of deletes: virtual clusters before physical ones, otherwise as given.
     *
     * @param names the names
     * @param isVirtual whether a cluster is virtual
     * @return the names in order, each once
     */
    public static List<String> forDeletes(Collection<String> names, Predicate<String> isVirtual) {
        return stable(names.stream().distinct().toList(), isVirtual);
    }

    private static <T> List<T> stable(Collection<T> items, Predicate<T> first) {
        List<T> ordered = new ArrayList<>(items.size());
        items.stream().filter(first).forEach(ordered::add);
        items.stream().filter(first.negate()).forEach(ordered::add);
        return ordered;
    }
}
