package io.nautes.cluster.model.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Describes values in messages. */
public final class Descriptions {
    private Descriptions() {}

    /**
     * Returns the type of the value that begins with a token.
     *
     * @param token the token
     * @return such as {@code a list}
     */
    public static String of(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "null";
        };
    }

    /**
     * Returns the type of the parser's current value and, for a scalar, its text.
     *
     * @param parser a parser at the first token of a value
     * @return such as {@code a number: 7}
     * @throws IOException if the value is not a text in UTF-8 or is not complete
     */
    public static String withText(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return token.isScalarValue() && token != JsonToken.VALUE_NULL ? of(token) + ": " + parser.getText() : of(token);
    }
}
