package io.nautes.cluster.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which clusters to list. All conditions that are set must hold.
 *
 * @param clusterType only clusters of this type; {@code null} means any
 * @param usage only clusters of this usage; {@code null} means any
 * @param workerType only clusters of this worker type; {@code null} means any
 * @param nameContains only clusters whose name contains this text; {@code null} means any
 */
public record ClusterFilter(
        @Nullable ClusterType clusterType,
        @Nullable Usage usage,
        @Nullable WorkerType workerType,
        @Nullable String nameContains) {
    private static final ClusterFilter ALL = new ClusterFilter(null, null, null, null);

    /**
     * Refuses values that the API cannot carry.
     *
     * @throws IllegalArgumentException if a value is empty or holds other characters than letters, digits, {@code -}
     */
    public ClusterFilter {
        checkValue("cluster_type", clusterType == null ? null : clusterType.value());
        checkValue("usage", usage == null ? null : usage.value());
        checkValue("worker_type", workerType == null ? null : workerType.value());
        checkValue("cluster_name", nameContains);
    }

    private static void checkValue(String field, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (value.isEmpty() || !value.chars().allMatch(ClusterFilter::isPlain)) {
            throw new IllegalArgumentException(field + ": a filter takes letters, digits and '-' (got \"" + value
                    + "\"); leave the condition out to match any cluster");
        }
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    }

    /**
     * Returns the filter that accepts every cluster.
     *
     * @return a filter without conditions
     */
    public static ClusterFilter all() {
        return ALL;
    }

    /**
     * Returns the clusters of one category.
     *
     * @param category the category
     * @return a filter on its type, usage and worker type
     */
    public static ClusterFilter of(ClusterCategory category) {
        return new ClusterFilter(
                category.clusterType(), category.usage(), category.workerType().orElse(null), null);
    }

    /**
     * Returns a copy with a condition on the type.
     *
     * @param value the type, or {@code null} for any
     * @return a copy
     */
    public ClusterFilter withClusterType(@Nullable ClusterType value) {
        return new ClusterFilter(value, usage, workerType, nameContains);
    }

    /**
     * Returns a copy with a condition on the usage.
     *
     * @param value the usage, or {@code null} for any
     * @return a copy
     */
    public ClusterFilter withUsage(@Nullable Usage value) {
        return new ClusterFilter(clusterType, value, workerType, nameContains);
    }

    /**
     * Returns a copy with a condition on the worker type.
     *
     * @param value the worker type, or {@code null} for any
     * @return a copy
     */
    public ClusterFilter withWorkerType(@Nullable WorkerType value) {
        return new ClusterFilter(clusterType, usage, value, nameContains);
    }

    /**
     * Returns a copy with a condition on the name.
     *
     * @param value text that the name contains, or {@code null} for any
     * @return a copy
     */
    public ClusterFilter withNameContaining(@Nullable String value) {
        return new ClusterFilter(clusterType, usage, workerType, value);
    }

    /**
     * Parses the form of the API's {@code field_selector} parameter.
     *
     * @param selector {@code field=value} parts joined by commas; empty means every cluster
     * @return the filter
     * @throws IllegalArgumentException if a part is malformed, names an unknown field, or repeats a field
     */
    public static ClusterFilter parse(String selector) {
        ClusterFilter filter = ALL;
        if (selector.isEmpty()) {
            return filter;
        }
        for (String part : selector.split(",", -1)) {
            int equals = part.indexOf('=');
            String field = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : part.substring(equals + 1);
            ClusterFilter before = filter;
            filter = switch (field) {
                case "cluster_type" -> filter.withClusterType(ClusterType.of(once(field, before.clusterType, value)));
                case "usage" -> filter.withUsage(Usage.of(once(field, before.usage, value)));
                case "worker_type" -> filter.withWorkerType(WorkerType.of(once(field, before.workerType, value)));
                case "cluster_name" -> filter.withNameContaining(once(field, before.nameContains, value));
                default ->
                    throw new IllegalArgumentException("\"" + part + "\" is no condition; write field=value with one of"
                            + " cluster_type, usage, worker_type, cluster_name");
            };
        }
        return filter;
    }

    private static String once(String field, @Nullable Object before, String value) {
        if (before != null) {
            throw new IllegalArgumentException(field + ": the condition is given twice (got \"" + value + "\")");
        }
        return value;
    }

    /**
     * Returns this filter in the form of the API's {@code field_selector} parameter.
     *
     * @return the conditions, or the empty text if the filter has no conditions
     */
    public String toFieldSelector() {
        List<String> parts = new ArrayList<>(4);
        if (clusterType != null) {
            parts.add("cluster_type=" + clusterType);
        }
        if (usage != null) {
            parts.add("usage=" + usage);
        }
        if (workerType != null) {
            parts.add("worker_type=" + workerType);
        }
        if (nameContains != null) {
            parts.add("cluster_name=" + nameContains);
        }
        return String.join(",", parts);
    }

    /**
     * Returns whether a cluster meets all conditions.
     *
     * @param cluster the cluster
     * @return {@code true} if it does
     */
    public boolean matches(Cluster cluster) {
        return (clusterType == null || clusterType.equals(cluster.clusterType()))
                && (usage == null || usage.equals(cluster.usage()))
                && (workerType == null || workerType.equals(cluster.workerType()))
                && (nameContains == null || cluster.name().contains(nameContains));
    }
}
