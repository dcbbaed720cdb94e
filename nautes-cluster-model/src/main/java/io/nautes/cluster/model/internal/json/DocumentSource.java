package io.nautes.cluster.model.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.yaml.InputNode;
import io.nautes.cluster.model.internal.yaml.MissingComma;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A document in JSON (RFC 8259) or YAML that can be read more than once.
 *
 * <p>The work on JSON is bounded: 64 levels, 1,000,000 values, and the parser's limits on the digits of a number and
 * the characters of a string.
 */
public final class DocumentSource {
    private static final int MAX_DEPTH = 64;
    private static final long MAX_VALUES = 1_000_000;

    /** A value in an object has a name, a start and an end. */
    private static final long TOKENS_OF_VALUE = 3;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxTokenCount(MAX_VALUES * TOKENS_OF_VALUE)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JsonFactory RELAXED_FACTORY = JsonFactory.builder()
            .streamReadConstraints(FACTORY.streamReadConstraints())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private final Opener opener;
    private final @Nullable String text;

    private DocumentSource(Opener opener, @Nullable String text) {
        this.opener = opener;
        this.text = text;
    }

    /** Opens a parser before the first token of a document. */
    @FunctionalInterface
    private interface Opener {
        JsonParser open() throws IOException;
    }

    /**
     * Returns the factory that the mappers of documents use.
     *
     * @return a factory with the limits of this class
     */
    public static JsonFactory factory() {
        return FACTORY;
    }

    /**
     * Returns a document in JSON.
     *
     * @param json the text in UTF-8
     * @return the document
     */
    public static DocumentSource json(byte[] json) {
        return new DocumentSource(() -> FACTORY.createParser(json), null);
    }

    /**
     * Returns a document in JSON.
     *
     * @param json the text
     * @return the document
     */
    public static DocumentSource json(String json) {
        return new DocumentSource(() -> FACTORY.createParser(json), json);
    }

    /**
     * Returns a document in JSON with comments and trailing commas, as people write it.
     *
     * @param json the text
     * @return the document
     */
    public static DocumentSource relaxedJson(String json) {
        return new DocumentSource(() -> RELAXED_FACTORY.createParser(json), json);
    }

    /**
     * Returns a document in YAML.
     *
     * @param root the document
     * @return the document
     */
    public static DocumentSource yaml(InputNode root) {
        return new DocumentSource(() -> new NodeParser(root), null);
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
    public <T> @Nullable T read(ObjectReader reader, Class<T> type) {
        try (JsonParser parser = opener.open()) {
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
    public <T> @Nullable T readField(String field, ObjectReader reader, Class<T> type) {
        try (JsonParser parser = opener.open()) {
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
    public static MalformedDocumentException at(JsonParser parser, String problem) {
        JsonLocation location = parser.currentTokenLocation();
        return new MalformedDocumentException(problem, location.getLineNr(), location.getColumnNr());
    }

    private MalformedDocumentException malformed(IOException e) {
        if (!(e instanceof JsonProcessingException problem)) {
            // The input is in memory, so the only cause is a text that is not valid UTF-8.
            return new MalformedDocumentException("not JSON: not a text in UTF-8", 0, 0);
        }
        JsonLocation location = problem.getLocation();
        int line = location == null ? 0 : Math.max(location.getLineNr(), 0);
        int column = location == null ? 0 : Math.max(location.getColumnNr(), 0);
        return new MalformedDocumentException(withoutContent(problem, line, column), line, column);
    }

    /** Returns the problem without the text that Jackson quotes, which may be a piece of a secret. */
    private String withoutContent(JsonProcessingException problem, int line, int column) {
        String message = problem.getOriginalMessage();
        if (message.startsWith("Duplicate ")) {
            return "a key is listed twice; remove one of the two";
        }
        if (problem instanceof StreamConstraintsException && message.startsWith("Token count")) {
            return "the document has more than " + MAX_VALUES + " values";
        }
        if (message.contains("was expecting comma")) {
            return "not JSON: " + MissingComma.describe(text, line, column);
        }
        return message.contains("Unrecognized token")
                ? "not JSON: unexpected text; strings need double quotes"
                : "not JSON: " + message.lines().findFirst().orElse("");
    }
}
