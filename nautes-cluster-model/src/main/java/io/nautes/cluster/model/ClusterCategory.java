package io.nautes.cluster.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The five categories of clusters, each a combination of {@link ClusterType}, {@link Usage} and {@link WorkerType}.
 * Every other combination is no category. (Documentation, "register a runtime cluster".)
 */
public enum ClusterCategory {
    /** A physical cluster that carries virtual clusters. */
    HOST(ClusterType.PHYSICAL, Usage.HOST, null, "host"),
    /** A physical cluster that applications are deployed to. */
    PHYSICAL_DEPLOYMENT_RUNTIME(
            ClusterType.PHYSICAL, Usage.WORKER, WorkerType.DEPLOYMENT, "physical deployment runtime"),
    /** A physical cluster that runs pipelines. */
    PHYSICAL_PIPELINE_RUNTIME(ClusterType.PHYSICAL, Usage.WORKER, WorkerType.PIPELINE, "physical pipeline runtime"),
    /** A virtual cluster, carried by a host cluster, that applications are deployed to. */
    VIRTUAL_DEPLOYMENT_RUNTIME(ClusterType.VIRTUAL, Usage.WORKER, WorkerType.DEPLOYMENT, "virtual deployment runtime"),
    /** A virtual cluster, carried by a host cluster, that runs pipelines. */
    VIRTUAL_PIPELINE_RUNTIME(ClusterType.VIRTUAL, Usage.WORKER, WorkerType.PIPELINE, "virtual pipeline runtime");

    private final ClusterType clusterType;
    private final Usage usage;
    private final @Nullable WorkerType workerType;
    private final String description;

    ClusterCategory(ClusterType clusterType, Usage usage, @Nullable WorkerType workerType, String description) {
        this.clusterType = clusterType;
        this.usage = usage;
        this.workerType = workerType;
        this.description = description;
    }

    /**
     * Returns the category of a combination.
     *
     * @param clusterType the type, {@code null} if absent
     * @param usage the usage, {@code null} if absent
     * @param workerType the worker type; {@code null} or empty if absent
     * @return the category, or empty if the combination does not form one of the five
     */
    public static Optional<ClusterCategory> of(
            @Nullable ClusterType clusterType, @Nullable Usage usage, @Nullable WorkerType workerType) {
        WorkerType given = workerType == null || workerType.value().isEmpty() ? null : workerType;
        for (ClusterCategory category : values()) {
            if (category.clusterType.equals(clusterType)
                    && category.usage.equals(usage)
                    && (category.workerType == null ? given == null : category.workerType.equals(given))) {
                return Optional.of(category);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the cluster type of this category.
     *
     * @return the type
     */
    public ClusterType clusterType() {
        return clusterType;
    }

    /**
     * Returns the usage of this category.
     *
     * @return the usage
     */
    public Usage usage() {
        return usage;
    }

    /**
     * Returns the worker type of this category.
     *
     * @return the worker type, empty for a host
     */
    public Optional<WorkerType> workerType() {
        return Optional.ofNullable(workerType);
    }

    /**
     * Returns whether clusters of this category run inside a host cluster.
     *
     * @return {@code true} for the two virtual categories
     */
    public boolean isVirtual() {
        return clusterType.equals(ClusterType.VIRTUAL);
    }

    /**
     * Returns the category's description, such as {@code virtual pipeline runtime}.
     *
     * @return English words in lower case
     */
    public String description() {
        return description;
    }
}
