package io.nautes.cluster.model.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a field that is kept without being understood, as maps, lists and scalars. Unlike the standard deserializer, it
 * does not convert a number that exceeds a double to infinity.
 */
public final class TreeDeserializer extends JsonDeserializer<Object> {
    private final boolean isTextOnly;

    private TreeDeserializer(boolean isTextOnly) {
        this.isTextOnly = isTextOnly;
    }

    /**
     * Creates a deserializer whose scalars are strings, numbers and booleans.
     *
     * @return the deserializer
     */
    public static TreeDeserializer ofValues() {
        return new TreeDeserializer(false);
    }

    /**
     * Creates a deserializer whose scalars are the texts that were written.
     *
     * @return the deserializer
     */
    public static TreeDeserializer ofTexts() {
        return new TreeDeserializer(true);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return read(parser, isTextOnly);
    }

    /**
     * Reads a value.
     *
     * @param parser a parser at the first token of the value; at its last token afterwards
     * @return a map, list, string, number, boolean or {@code null}
     * @throws IOException if the value cannot be read
     */
    public static @Nullable Object read(JsonParser parser) throws IOException {
        return read(parser, false);
    }

    /**
     * Reads a value whose scalars are the texts that were written.
     *
     * @param parser a parser at the first token of the value; at its last token afterwards
     * @return a map, list, text or {@code null}
     * @throws IOException if the value cannot be read
     */
    public static @Nullable Object readTexts(JsonParser parser) throws IOException {
        return read(parser, true);
    }

    private static @Nullable Object read(JsonParser parser, boolean isTextOnly) throws IOException {
        JsonToken token = parser.currentToken();
        if (isTextOnly && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            return parser.getText();
        }
        return switch (token) {
            case START_OBJECT -> object(parser, isTextOnly);
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(parser, isTextOnly));
                }
                yield list;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> parser.getText();
            default -> null;
        };
    }

    /**
     * Reads an object.
     *
     * @param parser a parser at the start of the object; at its end afterwards
     * @return a new map in the order of the object
     * @throws IOException if the object cannot be read
     */
    public static Map<String, @Nullable Object> readObject(JsonParser parser) throws IOException {
        return object(parser, false);
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, boolean isTextOnly) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            map.put(name, read(parser, isTextOnly));
        }
        return map;
    }

    /** Returns a number that reads the same after it was written: YAML's {@code -0} is an integer, and has no sign. */
    private static Number number(JsonParser parser) throws IOException {
        Number number = parser.getNumberValue();
        if (number instanceof Double value && value == 0) {
            return 0;
        }
        boolean isRounded = number instanceof Double value && value.isInfinite() && hasDigit(parser.getText());
        if (!isRounded) {
            return number;
        }
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            throw InvalidFormatException.from(parser, "a number's exponent is out of range", "", Number.class);
        }
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }
}
