package io.nautes.cluster.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The resource file of a registered cluster: {@code nautes.resource.nautes.io/v1alpha1}, kind {@code Cluster}. In the
 * tenant configuration repository this file <em>is</em> the registration.
 *
 * <p>What other programs wrote into it and this library does not know is kept: a changed resource takes it over
 * with {@link #keepingOtherFieldsOf}. {@link ClusterYaml} reads and writes the file.
 *
 * @param name {@code metadata.name}
 * @param namespace {@code metadata.namespace}: the tenant's Nautes namespace
 * @param spec what is registered
 * @param metadata other fields of {@code metadata}, such as {@code labels}; never {@code null}
 * @param status the fields of {@code status}; never {@code null}
 * @param unknownFields other fields at the top of the file; never {@code null}
 */
public record ClusterResource(
        String name,
        String namespace,
        ClusterSpec spec,
        Map<String, @Nullable Object> metadata,
        Map<String, @Nullable Object> status,
        Map<String, @Nullable Object> unknownFields) {
    /** API group and version of the resource. */
    public static final String API_VERSION = "nautes.resource.nautes.io/v1alpha1";

    /** Kind of the resource. */
    public static final String KIND = "Cluster";

    /** The namespace that Nautes uses by default. */
    public static final String DEFAULT_NAMESPACE = "nautes";

    /** Copies the collections. */
    public ClusterResource {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(spec, "spec");
        metadata = Immutable.tree(metadata);
        status = Immutable.tree(status);
        unknownFields = Immutable.tree(unknownFields);
    }

    /**
     * Returns a resource that holds nothing but what is registered.
     *
     * @param name the cluster's name
     * @param namespace the tenant's Nautes namespace
     * @param spec what is registered
     * @return the resource
     */
    public static ClusterResource of(String name, String namespace, ClusterSpec spec) {
        return new ClusterResource(name, namespace, spec, Map.of(), Map.of(), Map.of());
    }

    /**
     * Returns a copy that takes everything besides the registration from another resource: labels, annotations, status,
     * and unknown fields.
     *
     * @param other the resource that was stored before
     * @return a copy
     */
    public ClusterResource keepingOtherFieldsOf(ClusterResource other) {
        return new ClusterResource(
                name,
                namespace,
                spec.withUnknownFields(other.spec.unknownFields()),
                other.metadata,
                other.status,
                other.unknownFields);
    }

    /**
     * Returns a copy with other components.
     *
     * @param components all components, those of the platform included
     * @return a copy
     */
    public ClusterResource withComponents(Map<ComponentCategory, Component> components) {
        return new ClusterResource(name, namespace, spec.withComponents(components), metadata, status, unknownFields);
    }

    /** Returns this resource with components of categories that this version does not know. */
    ClusterResource withUnknownCategories(Map<String, @Nullable Object> components) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(spec.unknownFields());
        fields.put(ClusterSpec.COMPONENTS_LIST, components);
        return new ClusterResource(name, namespace, spec.withUnknownFields(fields), metadata, status, unknownFields);
    }
}
