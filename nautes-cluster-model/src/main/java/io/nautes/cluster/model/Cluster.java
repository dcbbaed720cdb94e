package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A registered cluster, as returned by a registry.
 *
 * <p>It is not converted to a {@link ClusterRequest} automatically. A Nautes 0.4 API server never returns the event
 * listener, the virtual cluster's port and the kubeconfig, so a request made from its reply would silently reset them.
 * {@link #toRequest()} requires each of them.
 *
 * @param name the cluster's name
 * @param apiServer URL of its API server; {@code ""} if the registry has none
 * @param clusterKind what it is run by
 * @param clusterType physical or virtual
 * @param usage host or worker
 * @param workerType deployment or pipeline; {@code null} for a host
 * @param hostCluster name of the host that carries a virtual cluster; {@code null} otherwise
 * @param primaryDomain domain of its components' host names; {@code null} if the registry has none
 * @param componentsList its components without those the platform manages; never {@code null}
 * @param reservedNamespacesAllowedProducts products allowed in reserved namespaces; never {@code null}
 * @param productAllowedClusterResources cluster-scoped resources that products may deploy; never {@code null}
 * @param unknownFields fields of a newer server, as maps, lists and scalars; never {@code null}
 * @param revisionOrNull the revision of the registry that the cluster was read at; {@code null} if the registry has no
 *     revisions, as an API server. It is not part of the JSON form, and clusters that differ in it alone are equal
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Cluster(
        String name,
        String apiServer,
        ClusterKind clusterKind,
        ClusterType clusterType,
        Usage usage,
        @Nullable WorkerType workerType,
        @Nullable String hostCluster,
        @Nullable String primaryDomain,

        @JsonSetter(contentNulls = Nulls.SKIP) Map<ComponentCategory, Component> componentsList,
        Map<String, List<String>> reservedNamespacesAllowedProducts,
        Map<String, List<ClusterScopedResource>> productAllowedClusterResources,

        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> unknownFields,
        @JsonIgnore @Nullable String revisionOrNull) {

    /**
     * Copies the collections. Replaces empty texts by {@code null} in nullable components, and {@code null} by empty
     * values in the others.
     */
    public Cluster {
        name = orEmpty(name);
        apiServer = orEmpty(apiServer);
        clusterKind = Objects.requireNonNullElseGet(clusterKind, () -> ClusterKind.of(""));
        clusterType = Objects.requireNonNullElseGet(clusterType, () -> ClusterType.of(""));
        usage = Objects.requireNonNullElseGet(usage, () -> Usage.of(""));
        workerType = workerType == null || workerType.value().isEmpty() ? null : workerType;
        hostCluster = hostCluster == null || hostCluster.isEmpty() ? null : hostCluster;
        primaryDomain = primaryDomain == null || primaryDomain.isEmpty() ? null : primaryDomain;
        componentsList = Immutable.components(componentsList);
        reservedNamespacesAllowedProducts =
                Immutable.mapOfLists(reservedNamespacesAllowedProducts, "reserved_namespaces_allowed_products");
        productAllowedClusterResources =
                Immutable.mapOfLists(productAllowedClusterResources, "product_allowed_cluster_resources");
        unknownFields = Immutable.tree(unknownFields);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /**
     * Returns the cluster that a resource file registers. Components that the platform manages are left out, as in
     * every reply.
     *
     * @param resource the resource file
     * @return the cluster
     */
    public static Cluster of(ClusterResource resource) {
        return of(resource, null);
    }

    /**
     * Returns the cluster that a resource file registers, as it was read at a revision.
     *
     * @param resource the resource file
     * @param revision the revision; {@code null} if it is not known
     * @return the cluster, without components that the platform manages
     */
    public static Cluster of(ClusterResource resource, @Nullable String revision) {
        ClusterSpec spec = resource.spec();
        Map<ComponentCategory, Component> chosen = new EnumMap<>(ComponentCategory.class);
        spec.componentsList().forEach((category, component) -> {
            if (category.isChosenByUser()) {
                chosen.put(category, component);
            }
        });
        return new Cluster(
                resource.name(),
                spec.apiServer(),
                spec.clusterKind(),
                spec.clusterType(),
                spec.usage(),
                spec.workerType(),
                spec.hostCluster(),
                spec.primaryDomain(),
                chosen,
                spec.reservedNamespacesAllowedProducts(),
                spec.productAllowedClusterResources(),
                Map.of(),
                revision);
    }

    /**
     * Returns the resource that registers this cluster, as far as the reply has it: without components that the
     * platform manages, and, from a Nautes 0.4 server, without the event listener. Good for looking things up, not for
     * storing.
     *
     * @param namespace the tenant's Nautes namespace
     * @return the resource
     */
    public ClusterResource toResource(String namespace) {
        return ClusterResource.of(
                name,
                namespace,
                ClusterSpec.builder()
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
                        .build());
    }

    /**
     * Begins a request that registers this cluster again, changed. An event listener that this reply holds is taken
     * over unless another one is given.
     *
     * @return the decisions on what a reply cannot carry
     */
    public ReplyGaps toRequest() {
        return new ReplyGaps(toRequestBuilder());
    }

    /**
     * Returns a builder of a request with the fields that this cluster has. They are not all that a request needs: the
     * kubeconfig and the settings of a virtual cluster are missing, and, in replies of a Nautes 0.4 server, the event
     * listener. {@link #toRequest()} asks for them.
     *
     * @return the builder
     */
    public ClusterRequest.Builder toRequestBuilder() {
        return ClusterRequest.builder()
                .apiServer(apiServer)
                .clusterKind(clusterKind)
                .clusterType(clusterType)
                .usage(usage)
                .workerType(workerType)
                .hostCluster(hostCluster)
                .primaryDomain(primaryDomain)
                .componentsList(componentsList)
                .reservedNamespacesAllowedProducts(reservedNamespacesAllowedProducts)
                .productAllowedClusterResources(productAllowedClusterResources);
    }

    /**
     * Returns this cluster with other components.
     *
     * @param components the components, without those of the platform
     * @return a copy
     */
    public Cluster withComponents(Map<ComponentCategory, Component> components) {
        return with(components, revisionOrNull);
    }

    /**
     * Returns this cluster as it was read at another revision.
     *
     * @param revision the revision; {@code null} if the registry has none
     * @return a copy
     */
    public Cluster withRevision(@Nullable String revision) {
        return with(componentsList, revision);
    }

    private Cluster with(Map<ComponentCategory, Component> components, @Nullable String revision) {
        return new Cluster(
                name,
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
                unknownFields,
                revision);
    }

    /**
     * Returns the revision that the cluster was read at, such as for a change that is to be refused if the cluster was
     * changed since.
     *
     * @return the revision in the registry's form; empty if the registry has no revisions
     */
    public Optional<String> revision() {
        return Optional.ofNullable(revisionOrNull);
    }

    /**
     * Returns the category of this cluster.
     *
     * @return the category, or empty if the cluster is of none that this version knows
     */
    public Optional<ClusterCategory> category() {
        return ClusterCategory.of(clusterType, usage, workerType);
    }

    /** Returns whether another object is a cluster that is registered in the same way, at whatever revision. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cluster cluster && registration().equals(cluster.registration());
    }

    @Override
    public int hashCode() {
        return registration().hashCode();
    }

    /** Returns everything but the revision. */
    private List<@Nullable Object> registration() {
        return Arrays.asList(
                name,
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
