package io.nautes.cluster.core.evaluation;

import io.nautes.cluster.core.ClusterDiff;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.internal.rules.EvaluatedCluster;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterSpec;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The result of evaluating a request: the completed request, the findings, and the resulting resource. Immutable. */
public final class Evaluation {
    private final String namespace;
    private final EvaluatedCluster cluster;
    private final ValidationReport report;
    private final ComponentCatalog catalog;

    Evaluation(String namespace, EvaluatedCluster cluster, ValidationReport report, ComponentCatalog catalog) {
        this.namespace = namespace;
        this.cluster = cluster;
        this.report = report;
        this.catalog = catalog;
    }

    /**
     * Returns the cluster's name.
     *
     * @return the name as it was given
     */
    public String name() {
        return cluster.name();
    }

    /**
     * Returns the findings for the request.
     *
     * @return every finding, in a fixed order
     */
    public ValidationReport report() {
        return report;
    }

    /**
     * Returns the request with all defaults filled in.
     *
     * @return the completed request; completing it again changes nothing
     */
    public ClusterRequest completedRequest() {
        return cluster.completion().request();
    }

    /**
     * Returns the category of the cluster.
     *
     * @return the category, or empty if the request's type, usage and worker type do not form one
     */
    public Optional<ClusterCategory> category() {
        return Optional.ofNullable(cluster.completion().category());
    }

    /**
     * Returns the resulting resource.
     *
     * @return the resource
     * @throws InvalidClusterException if the request is invalid
     */
    public ClusterResource resource() {
        report.orThrow(name());
        return ClusterResource.of(name(), namespace, spec());
    }

    /**
     * Returns an explanation of what would be installed and why. An invalid request is explained as far as possible.
     *
     * @return the explanation
     */
    public Explanation explanation() {
        return new Explainer(cluster, catalog).explain();
    }

    /**
     * Returns the changes that a save would make.
     *
     * @param registered the cluster as it is registered now
     * @return the difference
     * @throws InvalidClusterException if the request is invalid
     */
    public ClusterDiff diff(Cluster registered) {
        return ClusterDiff.between(registered, Cluster.of(resource()));
    }

    private ClusterSpec spec() {
        ClusterRequest request = cluster.completion().request();
        Map<ComponentCategory, Component> components = new EnumMap<>(ComponentCategory.class);
        components.putAll(request.componentsList());
        components.putAll(cluster.completion().platform());
        if (request.apiServer() == null || request.clusterType() == null || request.usage() == null) {
            throw new IllegalStateException("the rules that require api_server, cluster_type and usage were removed,"
                    + " and the request does not set all of them");
        }
        return ClusterSpec.builder(request).componentsList(components).build();
    }
}
