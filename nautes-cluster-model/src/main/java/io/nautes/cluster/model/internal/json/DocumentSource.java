package io.nautes.cluster.model.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.nautes.cluster.model.MalformedDocumentException;
import io.nautes.cluster.model.internal.InputNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A document in JSON (RFC 8259) or YAML that can be read more than once.
 *
 * <p>The work on JSON is bounded: 64 levels, 1,000,000 values, and the parser's own limits of 1,000 digits of a number
 * and 100 million characters of a string.
 */
@FunctionalInterface
public interface DocumentSource {
    /** Reads and writes the tokens of JSON, within limits. */
    JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.MAX_DEPTH)
                    .maxTokenCount(Limits.MAX_VALUES * Limits.TOKENS_OF_VALUE)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Limits of what is read as JSON. */
    final class Limits {
        private static final int MAX_DEPTH = 64;
        private static final long MAX_VALUES = 1_000_000;

        /** A name, a start and an end. */
        private static final long TOKENS_OF_VALUE = 3;

        private Limits() {}
    }

    /**
     * Opens a parser before the first token.
     *
     * @return a new parser
     * @throws IOException if the document is not a text
     */
    JsonParser open() throws IOException;

    /**
     * Returns a document in JSON.
     *
     * @param json the text in UTF-8
     * @return the document
     */
    static DocumentSource json(byte[] json) {
        return () -> FACTORY.createParser(json);
    }

    /**
     * Returns a document in JSON.
     *
     * @param json the text
     * @return the document
     */
    static DocumentSource json(String json) {
        return () -> FACTORY.createParser(json);
    }

    /**
     * Returns a document in YAML.
     *
     * @param root the document
     * @return the document
     */
    static DocumentSource yaml(InputNode root) {
        return () -> new NodeParser(root);
    }

    /**
     * Reads the whole document.
     *
     * @param reader how to read it
     * @param type the type of the value
     * @param <T> the type of the value
     * @return the value; {@code null} if the document is {@code null} or has another type
     * @throws MalformedDocumentException if this is not JSON, has a key twice, or exceeds a limit
     */
    default <T> @Nullable T read(ObjectReader reader, Class<T> type) {
        try (JsonParser parser = open()) {
            if (parser.nextToken() == null) {
                throw new MalformedDocumentException("not JSON: the document is empty", 1, 1);
            }
            T value = reader.readValue(parser, type);
            if (parser.nextToken() != null) {
                throw at(parser, "something follows the document");
            }
            return value;
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /**
     * Reads the value of a field at the top of the document.
     *
     * @param field the name of the field
     * @param reader how to read it
     * @param type the type of the value
     * @param <T> the type of the value
     * @return the value; {@code null} if there is no such field, or its value is {@code null} or has another type
     * @throws MalformedDocumentException if this is not JSON, has a key twice, or exceeds a limit
     */
    default <T> @Nullable T readField(String field, ObjectReader reader, Class<T> type) {
        try (JsonParser parser = open()) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isSought = field.equals(parser.currentName());
                parser.nextToken();
                if (isSought) {
                    return reader.readValue(parser, type);
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /**
     * Returns a failure at the parser's current token.
     *
     * @param parser the parser
     * @param problem what is wrong
     * @return the failure
     */
    static MalformedDocumentException at(JsonParser parser, String problem) {
        JsonLocation location = parser.currentTokenLocation();
        return new MalformedDocumentException(problem, location.getLineNr(), location.getColumnNr());
    }

    private static MalformedDocumentException malformed(IOException e) {
        if (!(e instanceof JsonProcessingException problem)) {
            // There is no stream that could fail; what is left are bytes that are not a text.
            return new MalformedDocumentException("not JSON: not a text in UTF-8", 0, 0);
        }
        JsonLocation location = problem.getLocation();
        int line = location == null ? 0 : Math.max(location.getLineNr(), 0);
        int column = location == null ? 0 : Math.max(location.getColumnNr(), 0);
        return new MalformedDocumentException(withoutContent(problem), line, column);
    }

    /** Returns the problem without the text that Jackson quotes, which may be a piece of a secret. */
    private static String withoutContent(JsonProcessingException problem) {
        String message = problem.getOriginalMessage();
        if (message.startsWith("Duplicate ")) {
            return "a key is listed twice; remove one of the two";
        }
        if (problem instanceof StreamConstraintsException && message.startsWith("Token count")) {
            return "the document has more than " + Limits.MAX_VALUES + " values";
        }
        return message.contains("Unrecognized token")
                ? "not JSON: unexpected text; strings need double quotes"
                : "not JSON: " + message.lines().findFirst().orElse("");
    }
}
