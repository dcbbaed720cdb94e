package io.nautes.cluster.core;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterScopedResource;
import io.nautes.cluster.model.JsonPointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The differences that a save would make to a registered cluster, field by field. Immutable.
 *
 * @param changes the changed fields, sorted by pointer
 * @param categoryBefore the category before; {@code null} if the cluster had none
 * @param categoryAfter the category after; {@code null} if the cluster will have none
 */
public record ClusterDiff(
        List<FieldChange> changes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ClusterCategory categoryBefore,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ClusterCategory categoryAfter) {
    private static final String EVENT_LISTENER = "/components_list/event_listener/";

    /**
     * A changed field.
     *
     * @param pointer JSON pointer to it, in the API's names
     * @param beforeOrNull its value before; {@code null} if it was absent
     * @param afterOrNull its value after; {@code null} if it will be absent
     */
    public record FieldChange(
            String pointer,

            @JsonProperty("before") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String beforeOrNull,

            @JsonProperty("after") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String afterOrNull) {
        /**
         * Returns the value before.
         *
         * @return the value, or empty if the field was absent
         */
        public Optional<String> before() {
            return Optional.ofNullable(beforeOrNull);
        }

        /**
         * Returns the value after.
         *
         * @return the value, or empty if the field will be absent
         */
        public Optional<String> after() {
            return Optional.ofNullable(afterOrNull);
        }

        @Override
        public String toString() {
            if (beforeOrNull == null) {
                return pointer + ": + " + afterOrNull;
            }
            return pointer + ": " + (afterOrNull == null ? "- " + beforeOrNull : beforeOrNull + " -> " + afterOrNull);
        }
    }

    /** Copies the changes. */
    public ClusterDiff {
        changes = List.copyOf(changes);
    }

    /**
     * Compares two clusters.
     *
     * @param before the registered cluster
     * @param after the cluster that a save would register
     * @return what differs
     */
    public static ClusterDiff between(Cluster before, Cluster after) {
        Map<String, String> old = fields(before);
        Map<String, String> changed = fields(after);
        List<FieldChange> changes = new ArrayList<>();
        TreeSet<String> pointers = new TreeSet<>(old.keySet());
        pointers.addAll(changed.keySet());
        for (String pointer : pointers) {
            String from = old.get(pointer);
            String to = changed.get(pointer);
            if (from == null || !from.equals(to)) {
                changes.add(new FieldChange(pointer, from, to));
            }
        }
        return new ClusterDiff(
                changes, before.category().orElse(null), after.category().orElse(null));
    }

    private static Map<String, String> fields(Cluster cluster) {
        Map<String, String> fields = new TreeMap<>();
        put(fields, "/api_server", cluster.apiServer());
        put(fields, "/cluster_kind", cluster.clusterKind().value());
        put(fields, "/cluster_type", cluster.clusterType().value());
        put(fields, "/usage", cluster.usage().value());
        put(
                fields,
                "/worker_type",
                cluster.workerType() == null ? null : cluster.workerType().value());
        put(fields, "/host_cluster", cluster.hostCluster());
        put(fields, "/primary_domain", cluster.primaryDomain());
        cluster.componentsList().forEach((category, component) -> {
            String pointer = JsonPointers.child("/components_list", category.wireName());
            put(fields, pointer + "/name", component.name());
            put(fields, pointer + "/namespace", component.namespace());
            component
                    .additions()
                    .forEach((key, value) -> fields.put(JsonPointers.child(pointer + "/additions", key), value));
        });
        cluster.reservedNamespacesAllowedProducts()
                .forEach((namespace, products) -> fields.put(
                        JsonPointers.child("/reserved_namespaces_allowed_products", namespace),
                        String.join(", ", products)));
        cluster.productAllowedClusterResources()
                .forEach((product, resources) -> fields.put(
                        JsonPointers.child("/product_allowed_cluster_resources", product),
                        String.join(
                                ", ", resources.stream().map(ClusterDiff::shown).toList())));
        return fields;
    }

    private static String shown(ClusterScopedResource resource) {
        return resource.group() + "/" + resource.kind();
    }

    private static void put(Map<String, String> fields, String pointer, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(pointer, value);
        }
    }

    /**
     * Returns a copy for a cluster that was read from an API server. It omits the event listener: a Nautes 0.4 server
     * never returns it, so it would look like an addition.
     *
     * @return a copy
     */
    public ClusterDiff withoutReplyGaps() {
        return new ClusterDiff(
                changes.stream()
                        .filter(change -> !change.pointer().startsWith(EVENT_LISTENER))
                        .toList(),
                categoryBefore,
                categoryAfter);
    }

    /**
     * Returns whether nothing differs.
     *
     * @return {@code true} if a save would change no comparable field
     */
    @JsonIgnore
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /**
     * Returns whether the cluster's category would change.
     *
     * @return {@code true} if it would
     */
    public boolean changesCategory() {
        return categoryBefore != categoryAfter;
    }
}
