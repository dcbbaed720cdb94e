package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
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
        @JsonSerialize(nullsUsing = EmptyText.class)
        @Nullable
        WorkerType workerType();

        @JsonSerialize(nullsUsing = EmptyText.class)
        @Nullable
        String hostCluster();

        @JsonSerialize(nullsUsing = EmptyText.class)
        @Nullable
        String primaryDomain();

        @JsonSerialize(converter = EveryCategory.class)
        Map<ComponentCategory, Component> componentsList();
    }

    /** {@link ClusterSpec}. */
    @JsonPropertyOrder(alphabetic = true)
    interface OfSpec {
        @JsonInclude(Include.NON_EMPTY)
        @Nullable
        WorkerType workerType();

        @JsonInclude(Include.NON_EMPTY)
        @Nullable
        String hostCluster();

        @JsonInclude(Include.NON_EMPTY)
        @Nullable
        String primaryDomain();

        @JsonSerialize(converter = ResourceNames.class)
        Map<ComponentCategory, Component> componentsList();

        @JsonInclude(Include.NON_EMPTY)
        Map<String, List<String>> reservedNamespacesAllowedProducts();

        @JsonInclude(Include.NON_EMPTY)
        Map<String, List<ClusterScopedResource>> productAllowedClusterResources();
    }

    /** {@link Component}. */
    @JsonIgnoreProperties
    @JsonInclude(Include.ALWAYS)
    @JsonPropertyOrder(alphabetic = true)
    interface OfComponent {
        @JsonSerialize(nullsUsing = EmptyText.class)
        @Nullable
        String name();

        @JsonSerialize(nullsUsing = EmptyText.class)
        @Nullable
        String namespace();
    }

    /** {@link Component} in a reply, which holds every field. */
    @JsonPropertyOrder({"name", "namespace", "additions"})
    interface OfRepliedComponent extends OfComponent {
        @JsonInclude(Include.ALWAYS)
        Map<String, String> additions();
    }

    /** {@link ClusterScopedResource}. */
    @JsonIgnoreProperties
    @JsonInclude(Include.ALWAYS)
    @JsonPropertyOrder(alphabetic = true)
    interface OfScopedResource {
        @JsonSerialize(nullsUsing = EmptyText.class)
        @Nullable
        String kind();

        @JsonSerialize(nullsUsing = EmptyText.class)
        @Nullable
        String group();
    }

    /** {@link ClusterScopedResource} in a reply, where a missing text is empty. */
    @JsonPropertyOrder({"kind", "group"})
    interface OfRepliedScopedResource extends OfScopedResource {
        @Override
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        @Nullable
        String kind();

        @Override
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        @Nullable
        String group();
    }

    /** Writes {@code ""}. */
    static final class EmptyText extends JsonSerializer<Object> {
        /** Creates a serializer; called by databind. */
        EmptyText() {}

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
