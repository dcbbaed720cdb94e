package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a resource file.
 *
 * @param apiVersion group and version
 * @param kind kind
 * @param metadata name, namespace and more
 * @param spec what is registered
 * @param status fields of Nautes' operators
 * @param unknownFields other fields
 */
record ResourceFile(
        @Nullable String apiVersion,
        @Nullable String kind,
        @Nullable Metadata metadata,
        @Nullable ClusterSpec spec,
        @Nullable Map<String, @Nullable Object> status,
        @JsonAnySetter Map<String, @Nullable Object> unknownFields) {

    /**
     * The metadata of a resource file.
     *
     * @param name name of the cluster
     * @param namespace namespace of the tenant
     * @param unknownFields other fields
     */
    record Metadata(
            @Nullable String name,
            @Nullable String namespace,
            @JsonAnySetter Map<String, @Nullable Object> unknownFields) {}

    /**
     * Checks that this is the file of a cluster.
     *
     * @throws IllegalArgumentException if it is not; the message says what it is
     */
    void checkKind() {
        if (!ClusterResource.API_VERSION.equals(apiVersion) || !ClusterResource.KIND.equals(kind)) {
            throw new IllegalArgumentException("not a cluster's resource: it is " + kind + " of " + apiVersion
                    + ", not " + ClusterResource.KIND + " of " + ClusterResource.API_VERSION);
        }
    }

    /**
     * Returns the resource that the file holds.
     *
     * @throws IllegalArgumentException if it has no name or no spec
     */
    ClusterResource toResource() {
        String name = metadata == null ? null : metadata.name();
        if (metadata == null || name == null || name.isEmpty()) {
            throw new IllegalArgumentException("the resource has no metadata.name");
        }
        if (spec == null) {
            throw new IllegalArgumentException("the resource has no spec");
        }
        String namespace = metadata.namespace();
        return new ClusterResource(
                name,
                namespace == null ? "" : namespace,
                spec,
                without(metadata.unknownFields(), "creationTimestamp"),
                without(status, "productIDMap", "warnings"),
                unknownFields);
    }

    /** Leaves out fields that are always written and say nothing without a value. */
    private static Map<String, @Nullable Object> without(
            @Nullable Map<String, @Nullable Object> fields, String... names) {
        Map<String, @Nullable Object> rest = fields == null ? new LinkedHashMap<>() : new LinkedHashMap<>(fields);
        for (String name : names) {
            rest.remove(name, null);
        }
        return rest;
    }
}
