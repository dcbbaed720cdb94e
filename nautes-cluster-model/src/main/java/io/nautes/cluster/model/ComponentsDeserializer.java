package io.nautes.cluster.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import io.nautes.cluster.model.internal.json.DocumentPath;
import io.nautes.cluster.model.internal.json.MismatchHandler;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads components by category. Databind would throw at the first category of a newer server. */
final class ComponentsDeserializer extends JsonDeserializer<Map<ComponentCategory, Component>>
        implements ContextualDeserializer {
    private final Function<String, Optional<ComponentCategory>> categories;
    private final @Nullable JsonDeserializer<Object> component;

    ComponentsDeserializer(Function<String, Optional<ComponentCategory>> categories) {
        this(categories, null);
    }

    private ComponentsDeserializer(
            Function<String, Optional<ComponentCategory>> categories, @Nullable JsonDeserializer<Object> component) {
        this.categories = categories;
        this.component = component;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
            throws JsonMappingException {
        return new ComponentsDeserializer(
                categories, context.findContextualValueDeserializer(context.constructType(Component.class), property));
    }

    @Override
    public @Nullable Map<ComponentCategory, Component> deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        MismatchHandler mismatches = MismatchHandler.of(context);
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            mismatches.wrongType(parser, "an object", false);
            parser.skipChildren();
            return null;
        }
        Map<ComponentCategory, Component> components = new EnumMap<>(ComponentCategory.class);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            ComponentCategory category = categories.apply(name).orElse(null);
            if (category == null) {
                mismatches.unknownField(DocumentPath.ofParent(parser), name, names(), parser);
                mismatches.unknownCategory(name, parser);
            } else if (value != JsonToken.VALUE_NULL && component != null) {
                if (component.deserialize(parser, context) instanceof Component known) {
                    components.put(category, known);
                }
            }
        }
        return components;
    }

    /** Returns the names that {@link #categories} accepts and that the document's form uses. */
    private List<Object> names() {
        return Stream.of(ComponentCategory.values())
                .flatMap(category -> Stream.of(category.wireName(), category.resourceName()))
                .distinct()
                .filter(name -> categories.apply(name).isPresent())
                .<Object>map(name -> name)
                .toList();
    }
}
