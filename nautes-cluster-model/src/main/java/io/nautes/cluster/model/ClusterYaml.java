package io.nautes.cluster.model;

import io.nautes.cluster.model.internal.YamlInput;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the YAML form of resource files. The bytes are those that Nautes 0.4 writes for the same
 * registration, so that it and this library can take turns without noisy differences.
 */
public final class ClusterYaml {
    private ClusterYaml() {}

    /**
     * Writes a resource file.
     *
     * @param resource the resource
     * @return the file's bytes, in UTF-8, with a line break at the end
     */
    public static byte[] write(ClusterResource resource) {
        return writeText(resource).getBytes(StandardCharsets.UTF_8);
    }

    static String writeText(ClusterResource resource) {
        return ResourceWriter.knowsAllOf(resource) ? ResourceWriter.write(resource) : writeSorted(resource);
    }

    /** Writes it as a tree of maps whose keys are sorted, whatever they are. */
    static String writeSorted(ClusterResource resource) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>(resource.unknownFields());
        document.put("apiVersion", ClusterResource.API_VERSION);
        document.put("kind", ClusterResource.KIND);
        document.put("metadata", metadata(resource));
        document.put("spec", spec(resource.spec()));
        document.put("status", status(resource));
        return YamlWriter.write(document);
    }

    private static Map<String, @Nullable Object> metadata(ClusterResource resource) {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("creationTimestamp", null);
        metadata.putAll(resource.metadata());
        metadata.put("name", resource.name());
        putUnlessEmpty(metadata, "namespace", resource.namespace());
        return metadata;
    }

    private static Map<String, @Nullable Object> status(ClusterResource resource) {
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("productIDMap", null);
        status.put("warnings", null);
        status.putAll(resource.status());
        return status;
    }

    private static Map<String, @Nullable Object> spec(ClusterSpec spec) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(spec.unknownFields());
        fields.put("apiServer", spec.apiServer());
        fields.put("clusterKind", spec.clusterKind().value());
        fields.put("clusterType", spec.clusterType().value());
        Map<String, @Nullable Object> components = new LinkedHashMap<>();
        spec.componentsList()
                .forEach((category, component) -> components.put(category.resourceName(), component(component)));
        fields.put("componentsList", components);
        putUnlessEmpty(fields, "hostCluster", spec.hostCluster());
        putUnlessEmpty(fields, "primaryDomain", spec.primaryDomain());
        if (!spec.productAllowedClusterResources().isEmpty()) {
            Map<String, @Nullable Object> resources = new LinkedHashMap<>();
            spec.productAllowedClusterResources()
                    .forEach((product, allowed) -> resources.put(product, ResourceWriter.scopedResources(allowed)));
            fields.put("productAllowedClusterResources", resources);
        }
        if (!spec.reservedNamespacesAllowedProducts().isEmpty()) {
            fields.put("reservedNamespacesAllowedProducts", spec.reservedNamespacesAllowedProducts());
        }
        fields.put("usage", spec.usage().value());
        putUnlessEmpty(
                fields,
                "workerType",
                spec.workerType() == null ? null : spec.workerType().value());
        return fields;
    }

    private static Map<String, @Nullable Object> component(Component component) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (!component.additions().isEmpty()) {
            fields.put("additions", component.additions());
        }
        fields.put("name", component.name() == null ? "" : component.name());
        fields.put("namespace", component.namespace() == null ? "" : component.namespace());
        return fields;
    }

    private static void putUnlessEmpty(Map<String, @Nullable Object> fields, String key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(key, value);
        }
    }

    /**
     * Reads a resource file, whoever wrote it. Comments are not kept; unknown fields are.
     *
     * @param yaml the file's text
     * @return the resource
     * @throws MalformedDocumentException if it is not YAML, or not a cluster's resource
     */
    public static ClusterResource readResource(String yaml) {
        ClusterResource canonical = CanonicalYaml.readOrNull(yaml);
        return canonical == null ? ResourceBinder.bind(YamlInput.parse(yaml)) : canonical;
    }

    /**
     * Reads a resource file, whoever wrote it. Comments are not kept; unknown fields are.
     *
     * @param yaml the file's bytes, in UTF-8
     * @return the resource
     * @throws MalformedDocumentException if it is not YAML, or not a cluster's resource
     */
    public static ClusterResource readResource(byte[] yaml) {
        return readResource(new String(yaml, StandardCharsets.UTF_8));
    }

    /**
     * Reads the body of an API request written in YAML.
     *
     * @param yaml the text of one document
     * @return the request and what did not fit
     * @throws MalformedDocumentException if it is not YAML
     */
    public static ParsedRequest parseRequest(String yaml) {
        return RequestBinder.bind(YamlInput.parse(yaml), RequestField.Spelling.API, Set.of());
    }
}
