package io.nautes.cluster.examples.tool.graph;

import io.nautes.cluster.model.ClusterCategory;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The colors of the categories in all pictures. */
final class GraphColors {
    private static final String OTHER = "#6b7480";
    private static final Map<ClusterCategory, String> COLORS = Map.of(
            ClusterCategory.HOST, "#4b5bd6",
            ClusterCategory.PHYSICAL_DEPLOYMENT_RUNTIME, "#1a7f5a",
            ClusterCategory.PHYSICAL_PIPELINE_RUNTIME, "#b35c00",
            ClusterCategory.VIRTUAL_DEPLOYMENT_RUNTIME, "#3fae86",
            ClusterCategory.VIRTUAL_PIPELINE_RUNTIME, "#e09a3e");

    private GraphColors() {}

    /** Returns the color of a category, or that of clusters without one. */
    static String of(@Nullable ClusterCategory category) {
        return category == null ? OTHER : COLORS.getOrDefault(category, OTHER);
    }
}
