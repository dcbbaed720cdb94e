package io.nautes.cluster.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.json.Descriptions;
import io.nautes.cluster.model.internal.json.DocumentPath;
import io.nautes.cluster.model.internal.json.DocumentSource;
import io.nautes.cluster.model.internal.json.MismatchHandler;
import io.nautes.cluster.model.internal.json.TreeDeserializer;
import io.nautes.cluster.model.internal.yaml.InputNode;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a reply or a resource file: any scalar serves as a text and unknown fields are passed over, but an object or a
 * list in the wrong position is refused.
 */
final class ReplyReading implements MismatchHandler {
    private final String what;
    private final Map<String, @Nullable Object> unknownCategories = new LinkedHashMap<>();
    private @Nullable MalformedDocumentException first;

    private ReplyReading(String what) {
        this.what = what;
    }

    /**
     * Reads a reply.
     *
     * @param source the reply
     * @param reader how to read it
     * @param type the type of the reply
     * @param what how messages refer to it
     */
    static <T> T read(DocumentSource source, ObjectReader reader, Class<T> type, String what) {
        ReplyReading reading = new ReplyReading(what);
        T reply = reading.bind(source, reader, type);
        reading.check();
        return reply;
    }

    /** Reads a resource file in YAML. */
    static ClusterResource readResource(InputNode root) {
        return readResource(DocumentSource.yaml(root), root.line(), root.column());
    }

    /**
     * Reads a resource file. Components of unknown categories are kept among the unknown fields of its spec.
     *
     * @param source the file
     * @param line the line in which it begins
     * @param column the column in which it begins
     */
    static ClusterResource readResource(DocumentSource source, int line, int column) {
        ReplyReading reading = new ReplyReading("the resource");
        ResourceFile file = reading.bind(source, Mappers.RESOURCE_READER, ResourceFile.class);
        try {
            // That this is the file of something else explains more than that a field has another type.
            file.checkKind();
            reading.check();
            ClusterResource resource = file.toResource();
            return reading.unknownCategories.isEmpty()
                    ? resource
                    : resource.withUnknownCategories(reading.unknownCategories);
        } catch (IllegalArgumentException e) {
            throw new MalformedDocumentException(String.valueOf(e.getMessage()), line, column);
        }
    }

    private <T> T bind(DocumentSource source, ObjectReader reader, Class<T> type) {
        @Nullable T value = source.read(reader.withAttribute(ATTRIBUTE, this), type);
        if (value == null) {
            throw first == null ? new MalformedDocumentException(what + " is null, not an object", 1, 1) : first;
        }
        return value;
    }

    private void check() {
        if (first != null) {
            throw first;
        }
    }

    @Override
    public boolean acceptsAsText(JsonToken token, boolean isFreeText) {
        return token != JsonToken.VALUE_NULL;
    }

    @Override
    public void wrongType(JsonParser parser, String expected, boolean isSecret) {
        String path = DocumentPath.of(parser).dotted();
        MalformedDocumentException mismatch = DocumentSource.at(
                parser,
                (path.isEmpty() ? what : path) + " is " + Descriptions.of(Objects.requireNonNull(parser.currentToken()))
                        + ", not " + expected);
        first = first == null ? mismatch : first;
    }

    @Override
    public void unknownField(DocumentPath parent, String name, Collection<Object> known, JsonParser value) {
        // A newer server may send more than this version knows.
    }

    @Override
    public void unknownCategory(String name, JsonParser parser) throws IOException {
        unknownCategories.put(name, TreeDeserializer.read(parser));
    }
}
