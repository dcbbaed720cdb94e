package io.nautes.cluster.model;

import io.nautes.cluster.model.internal.InputNode;
import io.nautes.cluster.model.internal.InputNode.Mapping;
import io.nautes.cluster.model.internal.InputNode.Scalar;
import io.nautes.cluster.model.internal.InputNode.Sequence;
import io.nautes.cluster.model.internal.InputTree;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a resource of a document. What is missing is empty, what is unknown is kept; only what cannot be understood at
 * all is refused.
 */
final class ResourceBinder {
    private ResourceBinder() {}

    static ClusterResource bind(InputNode document) {
        Mapping root = object(document, "the resource");
        Map<String, InputNode> rest = new LinkedHashMap<>(root.entries());
        String apiVersion = text(rest.remove("apiVersion"), "apiVersion");
        String kind = text(rest.remove("kind"), "kind");
        if (!ClusterResource.API_VERSION.equals(apiVersion) || !ClusterResource.KIND.equals(kind)) {
            throw new MalformedDocumentException(
                    "not a cluster's resource: it is " + kind + " of " + apiVersion + ", not " + ClusterResource.KIND
                            + " of " + ClusterResource.API_VERSION,
                    root.line(),
                    root.column());
        }
        Map<String, InputNode> metadata = entries(rest.remove("metadata"), "metadata");
        String name = text(metadata.remove("name"), "metadata.name");
        if (name == null || name.isEmpty()) {
            throw new MalformedDocumentException("the resource has no metadata.name", root.line(), root.column());
        }
        String namespace = text(metadata.remove("namespace"), "metadata.namespace");
        InputNode spec = rest.remove("spec");
        if (spec == null) {
            throw new MalformedDocumentException("the resource has no spec", root.line(), root.column());
        }
        Map<String, InputNode> status = entries(rest.remove("status"), "status");
        removeIfNull(metadata, "creationTimestamp");
        removeIfNull(status, "productIDMap");
        removeIfNull(status, "warnings");
        return new ClusterResource(
                name,
                namespace == null ? "" : namespace,
                spec(object(spec, "spec")),
                values(metadata),
                values(status),
                values(rest));
    }

    /** These are always written; without a value they say nothing. */
    private static void removeIfNull(Map<String, InputNode> entries, String key) {
        InputNode value = entries.get(key);
        if (value != null && isNull(value)) {
            entries.remove(key);
        }
    }

    private static ClusterSpec spec(Mapping mapping) {
        Map<String, InputNode> rest = new LinkedHashMap<>(mapping.entries());
        Map<String, InputNode> components = entries(rest.remove("componentsList"), "spec.componentsList");
        Map<ComponentCategory, Component> known = new EnumMap<>(ComponentCategory.class);
        for (ComponentCategory category : ComponentCategory.values()) {
            InputNode component = components.remove(category.resourceName());
            if (component != null && !isNull(component)) {
                known.put(category, component(component, "spec.componentsList." + category.resourceName()));
            }
        }
        if (!components.isEmpty()) {
            throw malformed(
                    components.values().iterator().next(),
                    "spec.componentsList." + components.keySet().iterator().next() + ": no category of that name");
        }
        ClusterKind kind = wire(text(rest.remove("clusterKind"), "spec.clusterKind"), ClusterKind::of);
        ClusterType type = wire(text(rest.remove("clusterType"), "spec.clusterType"), ClusterType::of);
        Usage usage = wire(text(rest.remove("usage"), "spec.usage"), Usage::of);
        String apiServer = text(rest.remove("apiServer"), "spec.apiServer");
        return new ClusterSpec(
                apiServer == null ? "" : apiServer,
                kind == null ? ClusterKind.of("") : kind,
                type == null ? ClusterType.of("") : type,
                usage == null ? Usage.of("") : usage,
                wire(text(rest.remove("workerType"), "spec.workerType"), WorkerType::of),
                text(rest.remove("hostCluster"), "spec.hostCluster"),
                text(rest.remove("primaryDomain"), "spec.primaryDomain"),
                known,
                lists(
                        rest.remove("reservedNamespacesAllowedProducts"),
                        "spec.reservedNamespacesAllowedProducts",
                        ResourceBinder::productName),
                lists(
                        rest.remove("productAllowedClusterResources"),
                        "spec.productAllowedClusterResources",
                        ResourceBinder::scopedResource),
                values(rest));
    }

    private static Component component(InputNode node, String place) {
        Mapping component = object(node, place);
        Map<String, String> additions = new LinkedHashMap<>();
        entries(component.entries().get("additions"), place + ".additions").forEach((key, value) -> {
            String text = text(value, place + ".additions." + key);
            additions.put(key, text == null ? "" : text);
        });
        return new Component(
                text(component.entries().get("name"), place + ".name"),
                text(component.entries().get("namespace"), place + ".namespace"),
                additions);
    }

    private static String productName(InputNode node, String place) {
        String name = text(node, place);
        return name == null ? "" : name;
    }

    private static ClusterScopedResource scopedResource(InputNode node, String place) {
        Mapping resource = object(node, place);
        return new ClusterScopedResource(
                text(resource.entries().get("kind"), place + ".kind"),
                text(resource.entries().get("group"), place + ".group"));
    }

    private interface ItemBinder<V> {
        V bind(InputNode node, String place);
    }

    private static <V> Map<String, List<V>> lists(@Nullable InputNode node, String place, ItemBinder<V> item) {
        Map<String, List<V>> lists = new LinkedHashMap<>();
        entries(node, place).forEach((key, value) -> {
            List<V> items = new ArrayList<>();
            if (value instanceof Sequence sequence) {
                sequence.items().forEach(inner -> items.add(item.bind(inner, place + "." + key)));
            } else if (!isNull(value)) {
                throw malformed(value, place + "." + key + " is " + value.description() + ", not a list");
            }
            lists.put(key, items);
        });
        return lists;
    }

    private static <T> @Nullable T wire(@Nullable String text, Function<String, T> of) {
        return text == null ? null : of.apply(text);
    }

    private static boolean isNull(InputNode node) {
        return node instanceof Scalar scalar && scalar.isNull();
    }

    private static Mapping object(InputNode node, String place) {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        throw malformed(node, place + " is " + node.description() + ", not an object");
    }

    private static Map<String, InputNode> entries(@Nullable InputNode node, String place) {
        return node == null || isNull(node)
                ? new LinkedHashMap<>()
                : new LinkedHashMap<>(object(node, place).entries());
    }

    private static @Nullable String text(@Nullable InputNode node, String place) {
        if (node == null || isNull(node)) {
            return null;
        }
        if (node instanceof Scalar scalar) {
            return scalar.text();
        }
        throw malformed(node, place + " is " + node.description() + ", not a string");
    }

    private static Map<String, @Nullable Object> values(Map<String, InputNode> entries) {
        return InputTree.toMap(new Mapping(entries, 0, 0));
    }

    private static MalformedDocumentException malformed(InputNode node, String problem) {
        return new MalformedDocumentException(problem, node.line(), node.column());
    }
}
