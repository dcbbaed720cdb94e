package io.nautes.cluster.model.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a string, or a value that is written as a string. The standard deserializer converts numbers and booleans
 * to strings, or throws at the first one; this one asks the {@link MismatchHandler}.
 *
 * @param <T> the type of the value
 */
public final class TextDeserializer<T> extends JsonDeserializer<T> implements ContextualDeserializer {
    /** Differences from a plain string. */
    public enum Option {
        /** The text is not shown in messages. */
        SECRET,
        /** An empty text means that there is no value. */
        EMPTY_IS_NULL,
        /** The handler is notified of each value, {@code null} included. */
        REPORTED,
        /** In lists and maps, {@code null} is an empty text; otherwise it is a type error. */
        NULL_ITEM_IS_EMPTY
    }

    private static final String EXPECTED = "a string";

    private final Function<String, T> factory;
    private final Set<Option> options;
    private final boolean isItem;
    private final boolean isFreeText;

    /**
     * Creates a deserializer.
     *
     * @param factory makes the value from its text
     * @param options differences from a plain string
     */
    public TextDeserializer(Function<String, T> factory, Set<Option> options) {
        this(factory, options, false, false);
    }

    private TextDeserializer(Function<String, T> factory, Set<Option> options, boolean isItem, boolean isFreeText) {
        this.factory = factory;
        this.options = options.isEmpty() ? EnumSet.noneOf(Option.class) : EnumSet.copyOf(options);
        this.isItem = isItem;
        this.isFreeText = isFreeText;
    }

    @Override
    public JsonDeserializer<T> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        return property == null
                ? this
                : new TextDeserializer<>(
                        factory,
                        options,
                        property.getType().isContainerType(),
                        property.getAnnotation(FreeText.class) != null);
    }

    @Override
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonToken token = parser.currentToken();
        if (options.contains(Option.REPORTED)) {
            MismatchHandler.of(context).found();
        }
        if (token == JsonToken.VALUE_STRING
                || (token.isScalarValue() && MismatchHandler.of(context).acceptsAsText(token, isFreeText))) {
            String text = parser.getText();
            return text.isEmpty() && !isItem && options.contains(Option.EMPTY_IS_NULL) ? null : factory.apply(text);
        }
        MismatchHandler.of(context).wrongType(parser, EXPECTED, options.contains(Option.SECRET));
        parser.skipChildren();
        return null;
    }

    @Override
    public @Nullable T getNullValue(DeserializationContext context) throws JsonMappingException {
        if (options.contains(Option.REPORTED)) {
            MismatchHandler.of(context).found();
        }
        JsonParser parser = context.getParser();
        if (!isItem || parser.currentToken() != JsonToken.VALUE_NULL) {
            // Also called after a type error, which was reported.
            return null;
        }
        if (options.contains(Option.NULL_ITEM_IS_EMPTY)) {
            return factory.apply("");
        }
        MismatchHandler.wrongNull(context, EXPECTED, options.contains(Option.SECRET));
        return null;
    }

    @Override
    public T getEmptyValue(DeserializationContext context) {
        return factory.apply("");
    }

    @Override
    public @Nullable T getAbsentValue(DeserializationContext context) {
        return null;
    }
}
