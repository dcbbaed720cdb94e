package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.MapType;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.nautes.cluster.model.internal.json.DocumentSource;
import io.nautes.cluster.model.internal.json.ShapeModifier;
import io.nautes.cluster.model.internal.json.TextDeserializer;
import io.nautes.cluster.model.internal.json.TextDeserializer.Option;
import io.nautes.cluster.model.internal.json.TreeDeserializer;
import io.nautes.cluster.model.internal.json.UnknownFields;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The configurations of databind for each form. What a form holds follows from the records and their annotations; what
 * differs from them is in mix-ins.
 */
final class Mappers {
    private static final JsonMapper BASE = JsonMapper.builder(DocumentSource.factory())
            .addHandler(new UnknownFields())
            // An exception of a handler is for the caller, and databind's wrapper would quote the document.
            .disable(DeserializationFeature.WRAP_EXCEPTIONS)
            .build();

    private static final JsonMapper API_REQUEST = requests(ReportedFields.class, ComponentCategory::ofWireName);
    private static final JsonMapper MANIFEST_REQUEST =
            requests(ManifestFields.class, ComponentCategory::ofResourceName);
    private static final JsonMapper REPLY = stored(
            StoredFields.OfRepliedComponent.class,
            StoredFields.OfRepliedScopedResource.class,
            ComponentCategory::ofName,
            Option.EMPTY_IS_NULL,
            Option.NULL_ITEM_IS_EMPTY);
    private static final JsonMapper RESOURCE = stored(
            StoredFields.OfComponent.class,
            StoredFields.OfScopedResource.class,
            ComponentCategory::ofResourceName,
            Option.NULL_ITEM_IS_EMPTY);

    /** Reads the body of a save. */
    static final ObjectReader API_REQUEST_READER = API_REQUEST.readerFor(ClusterRequest.class);

    /** Reads the {@code spec} of a manifest. */
    static final ObjectReader MANIFEST_READER = MANIFEST_REQUEST.readerFor(ClusterRequest.class);

    static final ObjectReader CLUSTER_READER = REPLY.readerFor(Cluster.class);
    static final ObjectReader CLUSTERS_READER = REPLY.readerFor(ClusterList.class);
    static final ObjectReader MESSAGE_READER = REPLY.readerFor(ApiMessage.class);
    static final ObjectReader ERROR_READER = REPLY.readerFor(ApiError.class);
    static final ObjectReader RESOURCE_READER = RESOURCE.readerFor(ResourceFile.class);

    /** Reads any document as maps, lists and texts. */
    static final ObjectReader TEXTS_READER = BASE.rebuild()
            .addModule(new SimpleModule().addDeserializer(Object.class, TreeDeserializer.ofTexts()))
            .build()
            .readerFor(Object.class);

    static final ObjectWriter REQUEST_WRITER = BASE.writerFor(ClusterRequest.class);
    static final ObjectWriter REPLY_WRITER = REPLY.writer();
    private static final ObjectWriter SPEC_WRITER = RESOURCE.writerFor(ClusterSpec.class);

    private Mappers() {}

    private static JsonMapper requests(Class<?> fields, Function<String, Optional<ComponentCategory>> categories) {
        SimpleModule module = values();
        module.addDeserializer(ClusterKind.class, text(ClusterKind::of, Option.REPORTED));
        module.addDeserializer(Kubeconfig.class, text(Kubeconfig::of, Option.SECRET, Option.EMPTY_IS_NULL));
        module.setDeserializerModifier(new Shapes(categories));
        return BASE.rebuild()
                .addModule(module)
                .addMixIn(ClusterRequest.class, fields)
                .addMixIn(Vcluster.class, fields)
                .addMixIn(Component.class, ReportedFields.class)
                .addMixIn(ClusterScopedResource.class, ReportedFields.class)
                .build();
    }

    private static JsonMapper stored(
            Class<?> component,
            Class<?> scopedResource,
            Function<String, Optional<ComponentCategory>> categories,
            Option... options) {
        SimpleModule module = values(options);
        module.addDeserializer(Object.class, TreeDeserializer.ofValues());
        module.addDeserializer(int.class, new CodeDeserializer());
        module.setSerializerModifier(new StoredFields.EmptyTexts());
        module.setDeserializerModifier(new Shapes(categories));
        return BASE.rebuild()
                .addModule(module)
                .addMixIn(Cluster.class, StoredFields.OfCluster.class)
                .addMixIn(ClusterSpec.class, StoredFields.OfSpec.class)
                .addMixIn(Component.class, component)
                .addMixIn(ClusterScopedResource.class, scopedResource)
                .build();
    }

    private static SimpleModule values(Option... options) {
        SimpleModule module = new SimpleModule();
        module.addDeserializer(String.class, text(Function.identity(), options));
        module.addDeserializer(ClusterKind.class, text(ClusterKind::of, options));
        module.addDeserializer(ClusterType.class, text(ClusterType::of, options));
        module.addDeserializer(Usage.class, text(Usage::of, options));
        module.addDeserializer(WorkerType.class, text(WorkerType::of, options));
        return module;
    }

    private static <T> TextDeserializer<T> text(Function<String, T> factory, Option... options) {
        return new TextDeserializer<>(factory, Set.copyOf(Arrays.asList(options)));
    }

    /** Returns the known fields of a resource's spec as a tree of maps, lists and texts. */
    static Map<String, @Nullable Object> toTree(ClusterSpec spec) {
        try (TokenBuffer buffer = new TokenBuffer(RESOURCE, false)) {
            SPEC_WRITER.writeValue(buffer, spec);
            Map<String, @Nullable Object> tree = TreeDeserializer.readObject(buffer.asParserOnFirstToken());
            tree.remove("unknownFields");
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reports unknown fields, which an application's mapper would ignore. */
    @JsonIgnoreProperties
    private interface ReportedFields {}

    /** As {@link ReportedFields}, with the spelling of manifests. */
    @JsonIgnoreProperties
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private interface ManifestFields {}

    /** Reads the code of an error. What is not a number says nothing. */
    private static final class CodeDeserializer extends JsonDeserializer<Integer> {
        @Override
        public Integer deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken().isNumeric()) {
                return parser.getNumberValue().intValue();
            }
            parser.skipChildren();
            return 0;
        }

        @Override
        public Integer getNullValue(DeserializationContext context) {
            return 0;
        }
    }

    /** Checks the type of each value before it is read, and reads components by their categories. */
    static final class Shapes extends ShapeModifier {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, Optional<ComponentCategory>> categories;

        Shapes(Function<String, Optional<ComponentCategory>> categories) {
            this.categories = categories;
        }

        @Override
        public JsonDeserializer<?> modifyMapDeserializer(
                DeserializationConfig config,
                MapType type,
                BeanDescription description,
                JsonDeserializer<?> deserializer) {
            return type.getKeyType().hasRawClass(ComponentCategory.class)
                    ? new ComponentsDeserializer(categories)
                    : super.modifyMapDeserializer(config, type, description, deserializer);
        }
    }
}
