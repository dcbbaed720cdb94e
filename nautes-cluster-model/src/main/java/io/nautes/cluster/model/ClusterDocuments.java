package io.nautes.cluster.model;

import io.nautes.cluster.model.ClusterDocument.Form;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.json.DocumentSource;
import io.nautes.cluster.model.internal.yaml.InputNode;
import io.nautes.cluster.model.internal.yaml.TextDecoder;
import io.nautes.cluster.model.internal.yaml.YamlInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads files that people wrote: API request bodies in JSON or YAML, manifests of the Nautes command line, and resource
 * files, distinguished by their content and not by the file's name. A YAML file may hold several documents. JSON may
 * hold comments, trailing commas and unquoted values, as the documentation's templates do; the document then has a
 * problem that says so.
 */
public final class ClusterDocuments {
    private static final String API_GROUP = "nautes.resource.nautes.io/";

    /** The beginning of an object in JSON, possibly with comments. YAML is seldom written so. */
    private static final Pattern QUOTED_KEY = Pattern.compile("\\s*+\\{(?:\\s|#[^\\n]*+\\n)*+\"");

    private ClusterDocuments() {}

    /**
     * Reads the documents of a file.
     *
     * @param text the file's text
     * @return its documents in their order
     * @throws MalformedDocumentException if the text is neither JSON nor YAML, or a resource file in it is broken
     */
    public static List<ClusterDocument> read(String text) {
        String content = TextDecoder.withoutMark(text);
        return content.stripLeading().startsWith("{") ? readJson(content) : readYaml(content);
    }

    /**
     * Reads the documents of a file.
     *
     * @param file the bytes of the file, in UTF-8, or in UTF-16 with a byte order mark
     * @return its documents in their order
     * @throws MalformedDocumentException if the file is neither JSON nor YAML, or a resource file in it is broken
     */
    public static List<ClusterDocument> read(byte[] file) {
        return read(TextDecoder.decode(file));
    }

    private static List<ClusterDocument> readJson(String text) {
        try {
            return List.of(new Document(DocumentSource.json(text), 0, 1, 1).read());
        } catch (MalformedDocumentException e) {
            return readRelaxed(text);
        }
    }

    /** Reads JSON with comments and trailing commas, or a mapping of YAML in braces. */
    private static List<ClusterDocument> readRelaxed(String text) {
        try {
            return List.of(noted(new Document(DocumentSource.relaxedJson(text), 0, 1, 1).read()));
        } catch (MalformedDocumentException json) {
            try {
                List<ClusterDocument> documents = readYaml(text);
                return QUOTED_KEY.matcher(text).lookingAt()
                        ? documents.stream().map(ClusterDocuments::noted).toList()
                        : documents;
            } catch (MalformedDocumentException yaml) {
                // The reader that came further has understood what the other stopped at.
                throw isFurther(yaml, json) ? yaml : json;
            }
        }
    }

    private static boolean isFurther(MalformedDocumentException one, MalformedDocumentException other) {
        return one.line() > other.line() || (one.line() == other.line() && one.column() > other.column());
    }

    private static ClusterDocument noted(ClusterDocument document) {
        return document instanceof ClusterDocument.Request request ? request.asRelaxedJson() : document;
    }

    private static List<ClusterDocument> readYaml(String text) {
        List<ClusterDocument> documents = new ArrayList<>();
        for (InputNode root : YamlInput.parseAll(text)) {
            documents.add(new Document(DocumentSource.yaml(root), documents.size(), root.line(), root.column()).read());
        }
        return documents;
    }

    /** A document of the file and its position. */
    private record Document(DocumentSource source, int index, int line, int column) {
        ClusterDocument read() {
            if (!(source.read(Mappers.TEXTS_READER, Object.class) instanceof Map<?, ?> root)
                    || !root.containsKey("kind")) {
                return new ClusterDocument.Request(index, Form.API_REQUEST, null, RequestReading.read(source));
            }
            String kind = text(root, "kind").orElse("");
            boolean isOfNautes = text(root, "apiVersion")
                    .filter(version -> version.startsWith(API_GROUP))
                    .isPresent();
            Optional<String> name = text(root.get("metadata"), "name");
            if (!isOfNautes || !kind.equals(ClusterResource.KIND)) {
                return new ClusterDocument.Other(index, kind, name);
            }
            return name.isPresent()
                    ? new ClusterDocument.Resource(index, ReplyReading.readResource(source, line, column))
                    : manifest(root);
        }

        private ClusterDocument manifest(Map<?, ?> root) {
            if (!root.containsKey("spec")) {
                throw new MalformedDocumentException(
                        "the manifest has no spec; write the cluster's fields under spec", line, column);
            }
            String name = text(root.get("spec"), "name").orElse(null);
            return new ClusterDocument.Request(index, Form.MANIFEST, name, RequestReading.readManifest(source));
        }

        private static Optional<String> text(@Nullable Object object, String key) {
            return object instanceof Map<?, ?> map && map.get(key) instanceof String text
                    ? Optional.of(text)
                    : Optional.empty();
        }
    }
}
