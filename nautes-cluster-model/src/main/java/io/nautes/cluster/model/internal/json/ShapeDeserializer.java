package io.nautes.cluster.model.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Passes objects and lists to the standard deserializer, and everything else to the {@link MismatchHandler}.
 * Databind would try conversions first, some of which it refuses without asking a problem handler. Items with a type
 * error are left out.
 */
public final class ShapeDeserializer extends DelegatingDeserializer {
    private static final long serialVersionUID = 1L;

    private final JsonToken start;
    private final boolean keepsNulls;
    private final boolean isItem;

    private ShapeDeserializer(JsonDeserializer<?> delegate, JsonToken start, boolean keepsNulls, boolean isItem) {
        super(delegate);
        this.start = start;
        this.keepsNulls = keepsNulls;
        this.isItem = isItem;
    }

    /**
     * Creates a deserializer of objects.
     *
     * @param delegate reads what is an object
     * @return the deserializer
     */
    public static ShapeDeserializer ofObjects(JsonDeserializer<?> delegate) {
        return new ShapeDeserializer(delegate, JsonToken.START_OBJECT, false, false);
    }

    /**
     * Creates a deserializer of objects in which {@code null} is a value.
     *
     * @param delegate reads what is an object
     * @return the deserializer
     */
    public static ShapeDeserializer ofTrees(JsonDeserializer<?> delegate) {
        return new ShapeDeserializer(delegate, JsonToken.START_OBJECT, true, false);
    }

    /**
     * Creates a deserializer of lists.
     *
     * @param delegate reads what is a list
     * @return the deserializer
     */
    public static ShapeDeserializer ofLists(JsonDeserializer<?> delegate) {
        return new ShapeDeserializer(delegate, JsonToken.START_ARRAY, false, false);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegate) {
        return new ShapeDeserializer(delegate, start, keepsNulls, isItem);
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
            throws JsonMappingException {
        ShapeDeserializer contextual = (ShapeDeserializer) super.createContextual(context, property);
        // The type of the property is that of the container also where this reads its items.
        boolean item = isBean() && property != null && property.getType().isContainerType();
        return contextual.isItem == item
                ? contextual
                : new ShapeDeserializer(contextual._delegatee, start, keepsNulls, item);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(start)) {
            MismatchHandler.of(context).wrongType(parser, Descriptions.of(start), false);
            parser.skipChildren();
            return emptyList();
        }
        Object value = super.deserialize(parser, context);
        if (keepsNulls) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            map.values().removeIf(Objects::isNull);
        } else if (value instanceof Collection<?> list) {
            list.removeIf(Objects::isNull);
        }
        return value;
    }

    private boolean isBean() {
        return _delegatee instanceof BeanDeserializerBase;
    }

    private @Nullable List<Object> emptyList() {
        return start == JsonToken.START_ARRAY ? new ArrayList<>() : null;
    }

    @Override
    public @Nullable Object getNullValue(DeserializationContext context) throws JsonMappingException {
        boolean isWrong =
                start == JsonToken.START_ARRAY ? !MismatchHandler.of(context).acceptsNullLists() : isItem;
        if (isWrong && context.getParser().hasToken(JsonToken.VALUE_NULL)) {
            MismatchHandler.wrongNull(context, Descriptions.of(start), false);
        }
        return emptyList();
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
        return null;
    }
}
