package io.nautes.cluster.client.internal.api;

import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares a registered cluster with a request. It skips the event listener, the port of a virtual cluster and the
 * kubeconfig, which replies do not contain. Fields that the request leaves to the server's defaults match any value.
 */
final class Reconciler {
    private Reconciler() {}

    static boolean isAsRequested(Optional<Cluster> found, ClusterRequest request) {
        return found.filter(cluster -> isAsRequested(cluster, request)).isPresent();
    }

    private static boolean isAsRequested(Cluster cluster, ClusterRequest request) {
        return Objects.equals(cluster.apiServer(), orEmpty(request.apiServer()))
                && cluster.clusterKind().equals(request.clusterKind())
                && cluster.clusterType().equals(request.clusterType())
                && cluster.usage().equals(request.usage())
                && Objects.equals(
                        cluster.workerType(),
                        request.workerType() == null
                                        || request.workerType().value().isEmpty()
                                ? null
                                : request.workerType())
                && Objects.equals(orEmpty(cluster.hostCluster()), orEmpty(request.hostCluster()))
                && isGiven(cluster.primaryDomain(), request.primaryDomain())
                && areGiven(cluster.componentsList(), request.componentsList())
                && cluster.reservedNamespacesAllowedProducts().equals(request.reservedNamespacesAllowedProducts())
                && cluster.productAllowedClusterResources().equals(request.productAllowedClusterResources());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static boolean isGiven(@Nullable String found, @Nullable String requested) {
        return requested == null || requested.isEmpty() || requested.equals(found);
    }

    private static boolean areGiven(
            Map<ComponentCategory, Component> found, Map<ComponentCategory, Component> requested) {
        return requested.entrySet().stream()
                .filter(entry -> entry.getKey() != ComponentCategory.EVENT_LISTENER)
                .filter(entry -> entry.getKey().isChosenByUser())
                .allMatch(entry -> isGiven(found.get(entry.getKey()), entry.getValue()));
    }

    private static boolean isGiven(@Nullable Component found, Component requested) {
        return found != null
                && isGiven(found.name(), requested.name())
                && isGiven(found.namespace(), requested.namespace())
                && found.additions()
                        .entrySet()
                        .containsAll(requested.additions().entrySet());
    }
}
