package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.nautes.cluster.model.constraint.ApiServerUrl;
import io.nautes.cluster.model.constraint.ConstraintSeverity;
import io.nautes.cluster.model.constraint.DomainName;
import io.nautes.cluster.model.constraint.EncryptedUrl;
import io.nautes.cluster.model.constraint.GroupPath;
import io.nautes.cluster.model.constraint.Known;
import io.nautes.cluster.model.constraint.PlainGroupPath;
import io.nautes.cluster.model.constraint.Present;
import io.nautes.cluster.model.constraint.ReachableAddress;
import io.nautes.cluster.model.constraint.Subdomain;
import io.nautes.cluster.model.constraint.Warnings;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request that registers a cluster or changes a registered one: the body of {@code SaveCluster}. The cluster's name
 * is not part of it.
 *
 * <p>A request may hold anything that a user can type, so that every mistake in it can be reported; the core module
 * says what is wrong with it. Programs start from one of the five category factories, such as {@link
 * #virtualPipelineRuntime}, or from {@link #builder()}.
 *
 * <pre>{@code
 * ClusterRequest request = ClusterRequest.virtualPipelineRuntime("https://10.1.2.3:31456", "cluster-host").build();
 * }</pre>
 *
 * @param apiServer URL of the cluster's API server
 * @param clusterKind what the cluster is run by; {@code null} means {@link ClusterKind#KUBERNETES}
 * @param clusterType physical or virtual
 * @param usage host or worker
 * @param workerType deployment or pipeline for a worker, absent for a host
 * @param hostCluster name of the host cluster that carries a virtual cluster
 * @param primaryDomain domain under which the components' host names are made; {@code null} means derived from
 *     {@code apiServer}
 * @param vcluster what only a virtual cluster has
 * @param componentsList the components chosen by the user, in the order of {@link ComponentCategory}; never
 *     {@code null}
 * @param reservedNamespacesAllowedProducts products that may deploy to a component's namespace, by namespace; never
 *     {@code null}
 * @param productAllowedClusterResources cluster-scoped resources that a product may deploy, by product; never
 *     {@code null}
 * @param kubeconfig credentials of a physical cluster
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ClusterRequest(
        @NotEmpty(message = "{api_server_missing}")
        @ApiServerUrl(message = "{api_server_malformed}")
        @EncryptedUrl(
                message = "{api_server_not_encrypted}",
                groups = Warnings.class,
                payload = ConstraintSeverity.Warning.class)
        @ReachableAddress(
                message = "{api_server_not_reachable}",
                groups = Warnings.class,
                payload = ConstraintSeverity.Warning.class)
        @Nullable
        String apiServer,

        @Known(message = "{cluster_kind_unknown}", emptyIsAbsent = false)
        ClusterKind clusterKind,

        @Present(message = "{cluster_type_missing}") @Known(message = "{cluster_type_unknown}") @Nullable
        ClusterType clusterType,

        @Present(message = "{usage_missing}") @Known(message = "{usage_unknown}") @Nullable
        Usage usage,

        @Known(message = "{worker_type_unknown}") @Nullable WorkerType workerType,

        @Subdomain(message = "{host_cluster_not_a_label}") @Nullable
        String hostCluster,

        @DomainName(message = "{primary_domain_not_a_dns_name}") @Nullable
        String primaryDomain,

        @Valid @Nullable Vcluster vcluster,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(contentNulls = Nulls.SKIP)
        Map<ComponentCategory, @Valid Component> componentsList,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<
                        String,
                        List<
                                @GroupPath(message = "{product_name_malformed}")
                                @PlainGroupPath(
                                        message = "{product_name_not_a_label}",
                                        groups = Warnings.class,
                                        payload = ConstraintSeverity.Warning.class)
                                String>>
                reservedNamespacesAllowedProducts,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<
                        @GroupPath(message = "{product_name_malformed}")
                        @PlainGroupPath(
                                message = "{product_name_not_a_label}",
                                groups = Warnings.class,
                                payload = ConstraintSeverity.Warning.class)
                        String,
                        List<@Valid ClusterScopedResource>>
                productAllowedClusterResources,

        @Nullable Kubeconfig kubeconfig) {

    /** Copies the collections and fills {@code clusterKind}. */
    @SuppressWarnings("ConstantValue")
    public ClusterRequest {
        clusterKind = clusterKind == null ? ClusterKind.KUBERNETES : clusterKind;
        componentsList = Immutable.components(componentsList);
        reservedNamespacesAllowedProducts =
                Immutable.mapOfLists(reservedNamespacesAllowedProducts, "reserved_namespaces_allowed_products");
        productAllowedClusterResources =
                Immutable.mapOfLists(productAllowedClusterResources, "product_allowed_cluster_resources");
    }

    /**
     * Returns a builder of any request, valid or not.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a builder for a host cluster.
     *
     * @param apiServer URL of its API server
     * @param kubeconfig its credentials
     * @return a builder with the category's fields set
     */
    public static Builder host(String apiServer, Kubeconfig kubeconfig) {
        return of(ClusterCategory.HOST).apiServer(apiServer).kubeconfig(kubeconfig);
    }

    /**
     * Returns a builder for a physical cluster that applications are deployed to.
     *
     * @param apiServer URL of its API server
     * @param kubeconfig its credentials
     * @return a builder with the category's fields set
     */
    public static Builder physicalDeploymentRuntime(String apiServer, Kubeconfig kubeconfig) {
        return of(ClusterCategory.PHYSICAL_DEPLOYMENT_RUNTIME)
                .apiServer(apiServer)
                .kubeconfig(kubeconfig);
    }

    /**
     * Returns a builder for a physical cluster that runs pipelines.
     *
     * @param apiServer URL of its API server
     * @param kubeconfig its credentials
     * @return a builder with the category's fields set
     */
    public static Builder physicalPipelineRuntime(String apiServer, Kubeconfig kubeconfig) {
        return of(ClusterCategory.PHYSICAL_PIPELINE_RUNTIME)
                .apiServer(apiServer)
                .kubeconfig(kubeconfig);
    }

    /**
     * Returns a builder for a virtual cluster that applications are deployed to.
     *
     * @param apiServer URL of its API server: the host's address and the virtual cluster's node port
     * @param hostCluster name of the registered host cluster that carries it
     * @return a builder with the category's fields set
     */
    public static Builder virtualDeploymentRuntime(String apiServer, String hostCluster) {
        return of(ClusterCategory.VIRTUAL_DEPLOYMENT_RUNTIME)
                .apiServer(apiServer)
                .hostCluster(hostCluster);
    }

    /**
     * Returns a builder for a virtual cluster that runs pipelines.
     *
     * @param apiServer URL of its API server: the host's address and the virtual cluster's node port
     * @param hostCluster name of the registered host cluster that carries it
     * @return a builder with the category's fields set
     */
    public static Builder virtualPipelineRuntime(String apiServer, String hostCluster) {
        return of(ClusterCategory.VIRTUAL_PIPELINE_RUNTIME).apiServer(apiServer).hostCluster(hostCluster);
    }

    private static Builder of(ClusterCategory category) {
        return builder()
                .clusterType(category.clusterType())
                .usage(category.usage())
                .workerType(category.workerType().orElse(null));
    }

    /**
     * Returns the category this request asks for.
     *
     * @return the category, or empty if type, usage and worker type make none
     */
    public Optional<ClusterCategory> category() {
        return ClusterCategory.of(clusterType, usage, workerType);
    }

    /**
     * Returns a builder that starts from this request.
     *
     * @return a builder of a changed copy
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.apiServer = apiServer;
        builder.clusterKind = clusterKind;
        builder.clusterType = clusterType;
        builder.usage = usage;
        builder.workerType = workerType;
        builder.hostCluster = hostCluster;
        builder.primaryDomain = primaryDomain;
        builder.vcluster = vcluster;
        builder.componentsList = componentsList;
        builder.reservedNamespacesAllowedProducts = reservedNamespacesAllowedProducts;
        builder.productAllowedClusterResources = productAllowedClusterResources;
        builder.kubeconfig = kubeconfig;
        return builder;
    }

    /** Builds a {@link ClusterRequest}. Not safe for use by several threads. Every value may be {@code null}. */
    public static final class Builder {
        private @Nullable String apiServer;
        private ClusterKind clusterKind = ClusterKind.KUBERNETES;
        private @Nullable ClusterType clusterType;
        private @Nullable Usage usage;
        private @Nullable WorkerType workerType;
        private @Nullable String hostCluster;
        private @Nullable String primaryDomain;
        private @Nullable Vcluster vcluster;
        private Map<ComponentCategory, Component> componentsList = Map.of();
        private Map<String, List<String>> reservedNamespacesAllowedProducts = Map.of();
        private Map<String, List<ClusterScopedResource>> productAllowedClusterResources = Map.of();
        private @Nullable Kubeconfig kubeconfig;

        private Builder() {}

        /**
         * Sets the URL of the cluster's API server.
         *
         * @param value an absolute http or https URL
         * @return this builder
         */
        public Builder apiServer(@Nullable String value) {
            apiServer = value;
            return this;
        }

        /**
         * Sets what the cluster is run by.
         *
         * @param value the kind; by default {@link ClusterKind#KUBERNETES}
         * @return this builder
         */
        public Builder clusterKind(ClusterKind value) {
            clusterKind = value;
            return this;
        }

        /**
         * Sets the form of the cluster.
         *
         * @param value physical or virtual
         * @return this builder
         */
        public Builder clusterType(@Nullable ClusterType value) {
            clusterType = value;
            return this;
        }

        /**
         * Sets what the cluster is for.
         *
         * @param value host or worker
         * @return this builder
         */
        public Builder usage(@Nullable Usage value) {
            usage = value;
            return this;
        }

        /**
         * Sets the kind of runtimes.
         *
         * @param value deployment or pipeline for a worker, {@code null} for a host
         * @return this builder
         */
        public Builder workerType(@Nullable WorkerType value) {
            workerType = value;
            return this;
        }

        /**
         * Sets the host that carries a virtual cluster.
         *
         * @param value name of a registered host cluster
         * @return this builder
         */
        public Builder hostCluster(@Nullable String value) {
            hostCluster = value;
            return this;
        }

        /**
         * Sets the domain under which host names of components are made.
         *
         * @param value a DNS name; by default derived from the API server's URL
         * @return this builder
         */
        public Builder primaryDomain(@Nullable String value) {
            primaryDomain = value;
            return this;
        }

        /**
         * Sets what only a virtual cluster has.
         *
         * @param value the values
         * @return this builder
         */
        public Builder vcluster(@Nullable Vcluster value) {
            vcluster = value;
            return this;
        }

        /**
         * Sets the node port of a virtual cluster's API server.
         *
         * @param port the port, 30000 to 32767 by default in Kubernetes
         * @return this builder
         */
        public Builder httpsNodePort(int port) {
            return vcluster(new Vcluster(Integer.toString(port)));
        }

        /**
         * Chooses the component of one category.
         *
         * @param category the category
         * @param component the component, or {@code null} to leave the choice to the catalog
         * @return this builder
         */
        public Builder component(ComponentCategory category, @Nullable Component component) {
            Map<ComponentCategory, Component> changed = new EnumMap<>(ComponentCategory.class);
            changed.putAll(componentsList);
            if (component == null) {
                changed.remove(category);
            } else {
                changed.put(category, component);
            }
            return componentsList(changed);
        }

        /**
         * Replaces all chosen components.
         *
         * @param value the components by category
         * @return this builder
         */
        public Builder componentsList(@Nullable Map<ComponentCategory, Component> value) {
            componentsList = Immutable.components(value);
            return this;
        }

        /**
         * Lets products deploy to a reserved namespace.
         *
         * @param namespace namespace of a component of this cluster
         * @param products names of the products
         * @return this builder
         */
        public Builder allowInReservedNamespace(String namespace, String... products) {
            Map<String, List<String>> changed = new LinkedHashMap<>(reservedNamespacesAllowedProducts);
            changed.put(namespace, List.of(products));
            return reservedNamespacesAllowedProducts(changed);
        }

        /**
         * Replaces the products that are allowed in reserved namespaces.
         *
         * @param value the products by namespace
         * @return this builder
         */
        public Builder reservedNamespacesAllowedProducts(@Nullable Map<String, List<String>> value) {
            reservedNamespacesAllowedProducts = Immutable.mapOfLists(value, "reserved_namespaces_allowed_products");
            return this;
        }

        /**
         * Lets a product deploy cluster-scoped resources.
         *
         * @param product name of the product
         * @param resources types of resources
         * @return this builder
         */
        public Builder allowClusterResources(String product, ClusterScopedResource... resources) {
            Map<String, List<ClusterScopedResource>> changed = new LinkedHashMap<>(productAllowedClusterResources);
            changed.put(product, List.of(resources));
            return productAllowedClusterResources(changed);
        }

        /**
         * Replaces the cluster-scoped resources that products may deploy.
         *
         * @param value the resources by product
         * @return this builder
         */
        public Builder productAllowedClusterResources(@Nullable Map<String, List<ClusterScopedResource>> value) {
            productAllowedClusterResources = Immutable.mapOfLists(value, "product_allowed_cluster_resources");
            return this;
        }

        /**
         * Sets the credentials of a physical cluster.
         *
         * @param value the kubeconfig
         * @return this builder
         */
        public Builder kubeconfig(@Nullable Kubeconfig value) {
            kubeconfig = value;
            return this;
        }

        /**
         * Builds the request. Nothing is validated.
         *
         * @return an immutable request
         */
        public ClusterRequest build() {
            return new ClusterRequest(
                    apiServer,
                    clusterKind,
                    clusterType,
                    usage,
                    workerType,
                    hostCluster,
                    primaryDomain,
                    vcluster,
                    componentsList,
                    reservedNamespacesAllowedProducts,
                    productAllowedClusterResources,
                    kubeconfig);
        }
    }
}
