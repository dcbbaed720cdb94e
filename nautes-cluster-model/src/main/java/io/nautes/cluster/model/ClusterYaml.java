package io.nautes.cluster.model;

import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.json.DocumentSource;
import io.nautes.cluster.model.internal.yaml.YamlInput;
import io.nautes.cluster.model.internal.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
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
        // In the order in which they are written, which spares the writer sorting them.
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("creationTimestamp", null);
        metadata.put("name", resource.name());
        if (!resource.namespace().isEmpty()) {
            metadata.put("namespace", resource.namespace());
        }
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("productIDMap", null);
        status.put("warnings", null);
        Map<String, @Nullable Object> file = new LinkedHashMap<>();
        file.put("apiVersion", ClusterResource.API_VERSION);
        file.put("kind", ClusterResource.KIND);
        file.put("metadata", merged(metadata, resource.metadata()));
        file.put("spec", merged(Mappers.toTree(resource.spec()), resource.spec().unknownFields()));
        file.put("status", merged(status, resource.status()));
        return YamlWriter.write(merged(file, resource.unknownFields()));
    }

    /** Adds the fields that have no value yet, also within objects. */
    private static Map<String, @Nullable Object> merged(
            Map<String, @Nullable Object> known, Map<?, ? extends @Nullable Object> others) {
        others.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (known.get(name) instanceof Map<?, ?> inner && value instanceof Map<?, ?> otherInner) {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                inner.forEach((innerKey, innerValue) -> fields.put(String.valueOf(innerKey), innerValue));
                known.put(name, merged(fields, otherInner));
            } else if (known.get(name) == null) {
                known.put(name, value);
            }
        });
        return known;
    }

    /**
     * Reads a resource file, whoever wrote it. Comments are not kept; unknown fields are.
     *
     * @param yaml the file's text
     * @return the resource
     * @throws MalformedDocumentException if it is not YAML, or not a cluster's resource
     */
    public static ClusterResource readResource(String yaml) {
        return ReplyReading.readResource(YamlInput.parse(yaml));
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
        return RequestReading.read(DocumentSource.yaml(YamlInput.parse(yaml)));
    }
}
