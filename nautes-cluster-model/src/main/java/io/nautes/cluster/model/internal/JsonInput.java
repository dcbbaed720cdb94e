package io.nautes.cluster.model.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.nautes.cluster.model.MalformedDocumentException;
import io.nautes.cluster.model.internal.InputNode.ScalarType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) into {@link InputNode}s. The work is bounded: 64 levels, 1,000,000 values, and the library's own
 * limits of 1,000 digits of a number and 20 Mi characters of a string.
 */
public final class JsonInput {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_VALUES = 1_000_000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final JsonParser parser;
    private int values;

    private JsonInput(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads one document.
     *
     * @param json the text in UTF-8
     * @return its root
     * @throws MalformedDocumentException if it is not JSON, holds a key twice, or nests deeper than 64 levels
     */
    public static InputNode parse(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return new JsonInput(parser).document();
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            // There is no stream that could fail; what is left are bytes that are no text.
            throw new MalformedDocumentException("not JSON: not a text in UTF-8", 0, 0);
        }
    }

    /**
     * Reads one document.
     *
     * @param json the text
     * @return its root
     * @throws MalformedDocumentException if it is not JSON, holds a key twice, or nests deeper than 64 levels
     */
    public static InputNode parse(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return new JsonInput(parser).document();
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            // There is no stream that could fail; what is left are bytes that are no text.
            throw new MalformedDocumentException("not JSON: not a text in UTF-8", 0, 0);
        }
    }

    private static MalformedDocumentException malformed(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        int line = location == null ? 0 : Math.max(location.getLineNr(), 0);
        int column = location == null ? 0 : Math.max(location.getColumnNr(), 0);
        return new MalformedDocumentException("not JSON: " + withoutContent(e.getOriginalMessage()), line, column);
    }

    /** Jackson quotes the token it stumbled over, which may be a piece of a secret. */
    private static String withoutContent(String message) {
        int token = message.indexOf("Unrecognized token");
        return token >= 0
                ? "unexpected text; strings need double quotes"
                : message.lines().findFirst().orElse("");
    }

    private InputNode document() throws IOException {
        if (parser.nextToken() == null) {
            throw new MalformedDocumentException("not JSON: the document is empty", 1, 1);
        }
        InputNode root = node();
        if (parser.nextToken() != null) {
            throw at("something follows the document");
        }
        return root;
    }

    private MalformedDocumentException at(String problem) {
        JsonLocation location = parser.currentTokenLocation();
        return new MalformedDocumentException(problem, location.getLineNr(), location.getColumnNr());
    }

    private InputNode node() throws IOException {
        if (++values > MAX_VALUES) {
            throw at("the document has more than " + MAX_VALUES + " values");
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> mapping();
            case START_ARRAY -> sequence();
            case VALUE_STRING -> scalar(ScalarType.STRING, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(ScalarType.NUMBER, number());
            case VALUE_TRUE -> scalar(ScalarType.BOOLEAN, true);
            case VALUE_FALSE -> scalar(ScalarType.BOOLEAN, false);
            case VALUE_NULL -> scalar(ScalarType.NULL, "");
            default -> throw at("not JSON");
        };
    }

    /** Of the usual types; digits that no double holds stay what they are. */
    private Number number() throws IOException {
        Number number = parser.getNumberValue();
        if (!(number instanceof Double value && value.isInfinite())) {
            return number;
        }
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            throw at("a number's exponent is out of range");
        }
    }

    private InputNode scalar(ScalarType type, Object value) throws IOException {
        JsonLocation location = parser.currentTokenLocation();
        return new InputNode.Scalar(
                parser.getText(), type, value, location.getLineNr(), location.getColumnNr(), -1, -1);
    }

    private InputNode mapping() throws IOException {
        JsonLocation location = parser.currentTokenLocation();
        Map<String, InputNode> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (entries.containsKey(key)) {
                // The key itself may be a secret that was pasted into the wrong line.
                throw at("a key is listed twice; remove one of the two");
            }
            parser.nextToken();
            entries.put(key, node());
        }
        return new InputNode.Mapping(entries, location.getLineNr(), location.getColumnNr());
    }

    private InputNode sequence() throws IOException {
        JsonLocation location = parser.currentTokenLocation();
        List<InputNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new InputNode.Sequence(items, location.getLineNr(), location.getColumnNr());
    }
}
