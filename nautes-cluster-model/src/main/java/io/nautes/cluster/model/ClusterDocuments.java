package io.nautes.cluster.model;

import io.nautes.cluster.model.ClusterDocument.Form;
import io.nautes.cluster.model.RequestField.Spelling;
import io.nautes.cluster.model.internal.InputNode;
import io.nautes.cluster.model.internal.InputNode.Mapping;
import io.nautes.cluster.model.internal.InputNode.Scalar;
import io.nautes.cluster.model.internal.JsonInput;
import io.nautes.cluster.model.internal.YamlInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads files that people wrote: API request bodies in JSON or YAML, manifests of the Nautes command line, and resource
 * files, told apart by their content. A YAML file may hold several documents.
 */
public final class ClusterDocuments {
    private static final String API_GROUP = "nautes.resource.nautes.io/";

    private ClusterDocuments() {}

    /**
     * Reads the documents of a file.
     *
     * @param text the file's text
     * @return its documents in their order
     * @throws MalformedDocumentException if the text is neither JSON nor YAML, or a resource file in it is broken
     */
    public static List<ClusterDocument> read(String text) {
        List<InputNode> roots =
                text.stripLeading().startsWith("{") ? List.of(JsonInput.parse(text)) : YamlInput.parseAll(text);
        List<ClusterDocument> documents = new ArrayList<>(roots.size());
        for (int i = 0; i < roots.size(); i++) {
            documents.add(document(i, roots.get(i)));
        }
        return documents;
    }

    private static ClusterDocument document(int index, InputNode root) {
        if (root instanceof Mapping mapping && mapping.entries().containsKey("kind")) {
            String kind = string(mapping, "kind").orElse("");
            boolean nautes = string(mapping, "apiVersion")
                    .filter(v -> v.startsWith(API_GROUP))
                    .isPresent();
            if (!nautes || !kind.equals(ClusterResource.KIND)) {
                return new ClusterDocument.Other(index, kind, metadataName(mapping));
            }
            if (metadataName(mapping).isPresent()) {
                return new ClusterDocument.Resource(index, ResourceBinder.bind(mapping));
            }
            return manifest(index, mapping);
        }
        return new ClusterDocument.Request(
                index, Form.API_REQUEST, null, RequestBinder.bind(root, Spelling.API, Set.of()));
    }

    private static ClusterDocument manifest(int index, Mapping manifest) {
        InputNode spec = manifest.entries().get("spec");
        if (spec == null) {
            throw new MalformedDocumentException(
                    "the manifest has no spec; write the cluster's fields under spec",
                    manifest.line(),
                    manifest.column());
        }
        String name = spec instanceof Mapping mapping ? string(mapping, "name").orElse(null) : null;
        return new ClusterDocument.Request(
                index, Form.MANIFEST, name, RequestBinder.bind(spec, Spelling.MANIFEST, Set.of("name")));
    }

    private static Optional<String> metadataName(Mapping document) {
        return document.entries().get("metadata") instanceof Mapping metadata
                ? string(metadata, "name")
                : Optional.empty();
    }

    private static Optional<String> string(Mapping mapping, String key) {
        @Nullable InputNode node = mapping.entries().get(key);
        return node instanceof Scalar scalar && !scalar.isNull() ? Optional.of(scalar.text()) : Optional.empty();
    }
}
