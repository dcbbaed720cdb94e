package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code spec} of a {@link ClusterResource}. It may get more fields, so create it with {@link #builder()} and not
 * with the constructor.
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
     * Returns the category of the cluster.
     *
     * @return the category, or empty if type, usage and worker type make none
     */
    public Optional<ClusterCategory> category() {
        return ClusterCategory.of(clusterType, usage, workerType);
    }

    /**
     * Returns whether another spec has the same kind, type, usage, host and worker type.
     *
     * @param other the other spec
     * @return {@code false} if users of the cluster, and files rendered for it, may depend on the difference
     */
    public boolean isSamePlacement(ClusterSpec other) {
        return clusterKind.equals(other.clusterKind)
                && clusterType.equals(other.clusterType)
                && usage.equals(other.usage)
                && Objects.requireNonNullElse(hostCluster, "").equals(Objects.requireNonNullElse(other.hostCluster, ""))
                && Objects.equals(workerType, other.workerType);
    }

    /**
     * Returns a builder of the spec of a physical host.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a builder that starts from the fields of a request. A resource has neither its kubeconfig nor its
     * settings of a virtual cluster.
     *
     * @param request the request, which must have an API server, a type and a usage
     * @return the builder
     */
    public static Builder builder(ClusterRequest request) {
        return new Builder()
                .apiServer(Objects.requireNonNull(request.apiServer(), "apiServer"))
                .clusterKind(request.clusterKind())
                .clusterType(Objects.requireNonNull(request.clusterType(), "clusterType"))
                .usage(Objects.requireNonNull(request.usage(), "usage"))
                .workerType(request.workerType())
                .hostCluster(request.hostCluster())
                .primaryDomain(request.primaryDomain())
                .componentsList(request.componentsList())
                .reservedNamespacesAllowedProducts(request.reservedNamespacesAllowedProducts())
                .productAllowedClusterResources(request.productAllowedClusterResources());
    }

    /**
     * Returns a builder that starts from this spec.
     *
     * @return a builder of a changed copy
     */
    public Builder toBuilder() {
        return new Builder()
                .apiServer(apiServer)
                .clusterKind(clusterKind)
                .clusterType(clusterType)
                .usage(usage)
                .workerType(workerType)
                .hostCluster(hostCluster)
                .primaryDomain(primaryDomain)
                .componentsList(componentsList)
                .reservedNamespacesAllowedProducts(reservedNamespacesAllowedProducts)
                .productAllowedClusterResources(productAllowedClusterResources)
                .unknownFields(unknownFields);
    }

    /**
     * Returns this spec with other unknown fields.
     *
     * @param fields the fields
     * @return a copy
     */
    public ClusterSpec withUnknownFields(Map<String, @Nullable Object> fields) {
        return toBuilder().unknownFields(fields).build();
    }

    /**
     * Returns this spec with other components.
     *
     * @param components all components, those of the platform included
     * @return a copy
     */
    public ClusterSpec withComponents(Map<ComponentCategory, Component> components) {
        return toBuilder().componentsList(components).build();
    }

    /** A builder of a {@link ClusterSpec}. Not safe for use by several threads. */
    public static final class Builder {
        private String apiServer = "";
        private ClusterKind clusterKind = ClusterKind.KUBERNETES;
        private ClusterType clusterType = ClusterType.PHYSICAL;
        private Usage usage = Usage.HOST;
        private @Nullable WorkerType workerType;
        private @Nullable String hostCluster;
        private @Nullable String primaryDomain;
        private Map<ComponentCategory, Component> componentsList = Map.of();
        private Map<String, List<String>> reservedNamespacesAllowedProducts = Map.of();
        private Map<String, List<ClusterScopedResource>> productAllowedClusterResources = Map.of();
        private Map<String, @Nullable Object> unknownFields = Map.of();

        private Builder() {}

        /** Sets the URL of the cluster's API server; by default it is empty. */
        public Builder apiServer(String value) {
            apiServer = value;
            return this;
        }

        /** Sets what the cluster is run by; by default Kubernetes. */
        public Builder clusterKind(ClusterKind value) {
            clusterKind = value;
            return this;
        }

        /** Sets the type; by default physical. */
        public Builder clusterType(ClusterType value) {
            clusterType = value;
            return this;
        }

        /** Sets the usage; by default host. */
        public Builder usage(Usage value) {
            usage = value;
            return this;
        }

        /** Sets the worker type; by default none. */
        public Builder workerType(@Nullable WorkerType value) {
            workerType = value;
            return this;
        }

        /** Sets the name of the host; by default none. */
        public Builder hostCluster(@Nullable String value) {
            hostCluster = value;
            return this;
        }

        /** Sets the primary domain; by default none. */
        public Builder primaryDomain(@Nullable String value) {
            primaryDomain = value;
            return this;
        }

        /** Sets all components, those of the platform included; by default none. */
        public Builder componentsList(Map<ComponentCategory, Component> value) {
            componentsList = value;
            return this;
        }

        /** Sets the products allowed in reserved namespaces; by default none. */
        public Builder reservedNamespacesAllowedProducts(Map<String, List<String>> value) {
            reservedNamespacesAllowedProducts = value;
            return this;
        }

        /** Sets the cluster-scoped resources that products may deploy; by default none. */
        public Builder productAllowedClusterResources(Map<String, List<ClusterScopedResource>> value) {
            productAllowedClusterResources = value;
            return this;
        }

        /** Sets the fields that this version does not know; by default none. */
        public Builder unknownFields(Map<String, @Nullable Object> value) {
            unknownFields = value;
            return this;
        }

        /**
         * Builds the spec. Nothing is validated.
         *
         * @return an immutable spec
         */
        public ClusterSpec build() {
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
                    unknownFields);
        }
    }
}
