package io.nautes.cluster.model.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.util.Collection;

/**
 * Decides what happens to a value of another type and to an unknown field. An instance serves one document; it is
 * handed to the deserializers as an attribute of the call.
 */
public interface MismatchHandler {
    /** The name of the attribute that holds the handler. */
    Object ATTRIBUTE = MismatchHandler.class;

    /**
     * Returns the handler of the current call.
     *
     * @param context the context of the call
     * @return the handler
     */
    static MismatchHandler of(DeserializationContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof MismatchHandler handler) {
            return handler;
        }
        throw new IllegalStateException("the reader has no " + MismatchHandler.class.getSimpleName());
    }

    /**
     * Returns whether a scalar that is not a string may serve as one.
     *
     * @param token the scalar
     * @param isFreeText whether the field holds texts that people often write as numbers, such as a port
     * @return {@code true} if its text is taken
     */
    boolean acceptsAsText(JsonToken token, boolean isFreeText);

    /**
     * Returns whether {@code null} counts as an empty list in a map of lists.
     *
     * @return {@code false} if it is reported as a mismatch
     */
    default boolean acceptsNullLists() {
        return true;
    }

    /**
     * Handles a value that does not have the type of its field. The value is omitted afterwards.
     *
     * @param parser a parser at the first token of the value
     * @param expected the type that the field has, such as {@code a list}
     * @param isSecret whether the value must not be shown
     * @throws IOException if the value cannot be read
     */
    void wrongType(JsonParser parser, String expected, boolean isSecret) throws IOException;

    /**
     * Reports a {@code null} where the type needs a value.
     *
     * @param context the context of the call, whose parser is at the {@code null}
     * @param expected the type that the value should have
     * @param isSecret whether the value must not be shown
     * @throws JsonMappingException if the value cannot be read
     */
    static void wrongNull(DeserializationContext context, String expected, boolean isSecret)
            throws JsonMappingException {
        try {
            of(context).wrongType(context.getParser(), expected, isSecret);
        } catch (IOException e) {
            throw JsonMappingException.fromUnexpectedIOE(e);
        }
    }

    /**
     * Handles an unknown field. Its value is omitted afterwards.
     *
     * @param parent the path of the object that has the field
     * @param name the name of the field
     * @param known the names of the fields that the type has
     * @param value a parser at the first token of the value; at its first or last token afterwards
     * @throws IOException if the value cannot be read
     */
    void unknownField(DocumentPath parent, String name, Collection<Object> known, JsonParser value) throws IOException;

    /**
     * Handles a component of a category that this version does not know. Called after {@link #unknownField}.
     *
     * @param name the name of the category
     * @param parser a parser at the first token of the component; at its last token afterwards
     * @throws IOException if the component cannot be read
     */
    default void unknownCategory(String name, JsonParser parser) throws IOException {
        parser.skipChildren();
    }

    /** Handles a value of the type that a {@link TextDeserializer} is configured to report. */
    default void found() {}
}
