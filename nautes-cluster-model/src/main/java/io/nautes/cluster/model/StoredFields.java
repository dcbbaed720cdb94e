package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.nautes.cluster.model.internal.yaml.YamlKeyOrder;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Mix-ins for replies and resource files: as Nautes 0.4 does, they write a missing text as {@code ""}, where a request
 * leaves it out.
 */
final class StoredFields {
    private StoredFields() {}

    /** {@link Cluster}. */
    interface OfCluster {
        @JsonSerialize(converter = EveryCategory.class)
        Map<ComponentCategory, Component> componentsList();
    }

    /** {@link ClusterSpec}: what is optional is left out when it is empty. */
    @JsonInclude(Include.NON_EMPTY)
    @JsonPropertyOrder(alphabetic = true)
    interface OfSpec {
        @JsonInclude(Include.ALWAYS)
        String apiServer();

        @JsonInclude(Include.ALWAYS)
        ClusterKind clusterKind();

        @JsonInclude(Include.ALWAYS)
        ClusterType clusterType();

        @JsonInclude(Include.ALWAYS)
        Usage usage();

        @JsonInclude(Include.ALWAYS)
        @JsonSerialize(converter = ResourceNames.class)
        Map<ComponentCategory, Component> componentsList();
    }

    /** {@link Component}. */
    @JsonIgnoreProperties
    @JsonInclude(Include.ALWAYS)
    @JsonPropertyOrder(alphabetic = true)
    interface OfComponent {}

    /** {@link Component} in a reply, which holds every field. */
    @JsonIgnoreProperties
    @JsonInclude(Include.ALWAYS)
    interface OfRepliedComponent {
        @JsonInclude(Include.ALWAYS)
        Map<String, String> additions();
    }

    /** {@link ClusterScopedResource}. */
    @JsonIgnoreProperties
    @JsonInclude(Include.ALWAYS)
    @JsonPropertyOrder(alphabetic = true)
    interface OfScopedResource {}

    /** {@link ClusterScopedResource} in a reply, where a missing text is empty. */
    @JsonIgnoreProperties
    @JsonInclude(Include.ALWAYS)
    interface OfRepliedScopedResource {
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        @Nullable
        String kind();

        @JsonSetter(nulls = Nulls.AS_EMPTY)
        @Nullable
        String group();
    }

    /** Writes {@code ""} for each text that is missing and not left out. */
    static final class EmptyTexts extends BeanSerializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription description, List<BeanPropertyWriter> properties) {
            for (BeanPropertyWriter property : properties) {
                Class<?> type = property.getType().getRawClass();
                boolean isText = type == String.class || WireValue.class.isAssignableFrom(type);
                if (isText && !property.willSuppressNulls()) {
                    property.assignNullSerializer(new EmptyText());
                }
            }
            return properties;
        }
    }

    /** Writes {@code ""}. */
    private static final class EmptyText extends JsonSerializer<Object> {
        @Override
        public void serialize(@Nullable Object value, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeString("");
        }
    }

    /** Adds the categories that a user can choose and that have no component. */
    static final class EveryCategory
            extends StdConverter<Map<ComponentCategory, Component>, Map<String, @Nullable Component>> {
        /** Creates a converter; called by databind. */
        EveryCategory() {}

        @Override
        public Map<String, @Nullable Component> convert(Map<ComponentCategory, Component> components) {
            Map<String, @Nullable Component> every = new LinkedHashMap<>();
            for (ComponentCategory category : ComponentCategory.values()) {
                if (category.isChosenByUser()) {
                    every.put(category.wireName(), components.get(category));
                }
            }
            return every;
        }
    }

    /** Spells and sorts the categories as resource files do. */
    static final class ResourceNames extends StdConverter<Map<ComponentCategory, Component>, Map<String, Component>> {
        private static final List<ComponentCategory> SORTED = Stream.of(ComponentCategory.values())
                .sorted(Comparator.comparing(ComponentCategory::resourceName, YamlKeyOrder.KEY_ORDER))
                .toList();

        /** Creates a converter; called by databind. */
        ResourceNames() {}

        @Override
        public Map<String, Component> convert(Map<ComponentCategory, Component> components) {
            Map<String, Component> named = new LinkedHashMap<>();
            for (ComponentCategory category : SORTED) {
                Component component = components.get(category);
                if (component != null) {
                    named.put(category.resourceName(), component);
                }
            }
            return named;
        }
    }
}
