package io.nautes.cluster.examples.tool.graph;

import io.nautes.cluster.model.ClusterCategory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of a cluster that a picture shows.
 *
 * @param name the cluster's name
 * @param category its category; {@code null} if it has none or is not registered
 * @param apiServer the URL of its API server; empty if it is not registered
 * @param chips its components
 * @param ports the node ports of its components, such as {@code https 30443}
 * @param certificateEnd when the client certificate of its kubeconfig expires; {@code null} if unknown
 * @param problems the problems of the cluster
 * @param guests its virtual clusters
 */
record ClusterCard(
        String name,
        @Nullable ClusterCategory category,
        String apiServer,
        List<Chip> chips,
        List<String> ports,
        @Nullable Instant certificateEnd,
        List<Problem> problems,
        List<ClusterCard> guests) {
    /**
     * A component.
     *
     * @param category the wire name of its category
     * @param product its name
     * @param isDefault whether it is the default of its category
     */
    record Chip(String category, String product, boolean isDefault) {}

    /**
     * A problem of a cluster.
     *
     * @param text the label
     * @param detail the text after the label; may be empty
     */
    record Problem(GraphText text, String detail) {}
}
