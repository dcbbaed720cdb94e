package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code spec} of a {@link ClusterResource}.
 *
 * @param apiServer URL of the cluster's API server
 * @param clusterKind what the cluster is run by
 * @param clusterType physical or virtual
 * @param usage host or worker
 * @param workerType deployment or pipeline; {@code null} or empty for a host
 * @param hostCluster name of the host of a virtual cluster; {@code null} or empty otherwise
 * @param primaryDomain domain of the components' host names; may be {@code null} or empty
 * @param componentsList all components, those of the platform included; never {@code null}
 * @param reservedNamespacesAllowedProducts products allowed in reserved namespaces; never {@code null}
 * @param productAllowedClusterResources cluster-scoped resources that products may deploy; never {@code null}
 * @param unknownFields fields that this version does not know, as maps, lists and scalars, and under
 *     {@code componentsList} the components of categories that it does not know; they survive a read and a write; never
 *     {@code null}
 */
public record ClusterSpec(
        String apiServer,
        ClusterKind clusterKind,
        ClusterType clusterType,
        Usage usage,
        @Nullable WorkerType workerType,
        @Nullable String hostCluster,
        @Nullable String primaryDomain,
        Map<ComponentCategory, Component> componentsList,
        Map<String, List<String>> reservedNamespacesAllowedProducts,
        Map<String, List<ClusterScopedResource>> productAllowedClusterResources,
        @JsonAnySetter Map<String, @Nullable Object> unknownFields) {
    /** The name under which {@link #unknownFields} holds components of unknown categories. */
    static final String COMPONENTS_LIST = "componentsList";

    /** Copies the collections. A required text that is {@code null} is empty. */
    public ClusterSpec {
        apiServer = Objects.requireNonNullElse(apiServer, "");
        clusterKind = Objects.requireNonNullElseGet(clusterKind, () -> ClusterKind.of(""));
        clusterType = Objects.requireNonNullElseGet(clusterType, () -> ClusterType.of(""));
        usage = Objects.requireNonNullElseGet(usage, () -> Usage.of(""));
        componentsList = Immutable.components(componentsList);
        reservedNamespacesAllowedProducts =
                Immutable.mapOfLists(reservedNamespacesAllowedProducts, "reservedNamespacesAllowedProducts");
        productAllowedClusterResources =
                Immutable.mapOfLists(productAllowedClusterResources, "productAllowedClusterResources");
        unknownFields = Immutable.tree(unknownFields);
    }

    /**
     * The category of the cluster.
     *
     * @return the category, or empty if type, usage and worker type make none
     */
    public Optional<ClusterCategory> category() {
        return ClusterCategory.of(clusterType, usage, workerType);
    }

    /**
     * This spec with other unknown fields.
     *
     * @param fields the fields
     * @return a copy
     */
    public ClusterSpec withUnknownFields(Map<String, @Nullable Object> fields) {
        return new ClusterSpec(
                apiServer,
                clusterKind,
                clusterType,
                usage,
                workerType,
                hostCluster,
                primaryDomain,
                componentsList,
                reservedNamespacesAllowedProducts,
                productAllowedClusterResources,
                fields);
    }

    /**
     * This spec with other components.
     *
     * @param components all components, those of the platform included
     * @return a copy
     */
    public ClusterSpec withComponents(Map<ComponentCategory, Component> components) {
        return new ClusterSpec(
                apiServer,
                clusterKind,
                clusterType,
                usage,
                workerType,
                hostCluster,
                primaryDomain,
                components,
                reservedNamespacesAllowedProducts,
                productAllowedClusterResources,
                unknownFields);
    }
}
