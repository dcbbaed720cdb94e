package io.nautes.cluster.examples.tool.graph;

import io.nautes.cluster.model.ClusterCategory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a picture shows of a cluster.
 *
 * @param name the cluster's name
 * @param category its category; {@code null} if it has none or is not registered
 * @param apiServer the URL of its API server; empty if it is not registered
 * @param chips its components
 * @param ports the node ports that its components take, such as {@code https 30443}
 * @param certificateEnd when the client certificate of its kubeconfig expires; {@code null} if that is not known
 * @param problems what is wrong with it
 * @param guests the virtual clusters that it carries
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
     * @param category what it is for, as in requests
     * @param product its name
     * @param isDefault whether it is the default of its category
     */
    record Chip(String category, String product, boolean isDefault) {}

    /**
     * Something that is wrong.
     *
     * @param text a label
     * @param detail what is shown after the label; empty if there is nothing more
     */
    record Problem(GraphText text, String detail) {}
}
