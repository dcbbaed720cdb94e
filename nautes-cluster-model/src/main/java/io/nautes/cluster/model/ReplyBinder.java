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
import org.jspecify.annotations.Nullable;

/** Makes replies of documents: forgiving about what is missing or new, strict about the shape of what is known. */
final class ReplyBinder {
    private ReplyBinder() {}

    static Cluster cluster(InputNode document) {
        Map<String, InputNode> rest = entries(document, "the cluster");
        String name = text(rest, "name");
        if (name.isEmpty()) {
            throw new MalformedDocumentException("the cluster has no name", document.line(), document.column());
        }
        String workerType = text(rest, "worker_type");
        return new Cluster(
                name,
                text(rest, "api_server"),
                ClusterKind.of(text(rest, "cluster_kind")),
                ClusterType.of(text(rest, "cluster_type")),
                Usage.of(text(rest, "usage")),
                workerType.isEmpty() ? null : WorkerType.of(workerType),
                emptyAsNull(text(rest, "host_cluster")),
                emptyAsNull(text(rest, "primary_domain")),
                components(rest.remove("components_list")),
                reservedNamespaces(rest.remove("reserved_namespaces_allowed_products")),
                clusterResources(rest.remove("product_allowed_cluster_resources")),
                InputTree.toMap(new Mapping(rest, 0, 0)));
    }

    static List<Cluster> clusters(InputNode document) {
        Map<String, InputNode> reply = entries(document, "the reply");
        if (!reply.containsKey("items")) {
            // A server writes an empty list, so this is the reply of somebody else.
            throw new MalformedDocumentException("the reply has no items", document.line(), document.column());
        }
        List<Cluster> clusters = new ArrayList<>();
        for (InputNode item : items(reply.get("items"), "items")) {
            clusters.add(cluster(item));
        }
        return clusters;
    }

    static ApiMessage message(InputNode document) {
        return new ApiMessage(text(entries(document, "the reply"), "message"));
    }

    static ApiError error(InputNode document) {
        Map<String, InputNode> reply = entries(document, "the reply");
        int code = reply.get("code") instanceof Scalar scalar && scalar.value() instanceof Number number
                ? number.intValue()
                : 0;
        Map<String, String> metadata = new LinkedHashMap<>();
        Map<String, InputNode> given = entries(reply.get("metadata"), "metadata");
        List.copyOf(given.keySet()).forEach(key -> metadata.put(key, text(given, key)));
        return new ApiError(code, text(reply, "reason"), text(reply, "message"), metadata);
    }

    private static Map<ComponentCategory, Component> components(@Nullable InputNode node) {
        Map<ComponentCategory, Component> components = new EnumMap<>(ComponentCategory.class);
        entries(node, "components_list").forEach((key, value) -> {
            if (!isNull(value)) {
                ComponentCategory.ofName(key).ifPresent(category -> components.put(category, component(value, key)));
            }
        });
        return components;
    }

    private static Component component(InputNode node, String place) {
        Map<String, InputNode> component = entries(node, place);
        Map<String, InputNode> given = entries(component.get("additions"), place + ".additions");
        Map<String, String> additions = new LinkedHashMap<>();
        List.copyOf(given.keySet()).forEach(key -> additions.put(key, text(given, key)));
        return new Component(
                emptyAsNull(text(component, "name")), emptyAsNull(text(component, "namespace")), additions);
    }

    private static Map<String, List<String>> reservedNamespaces(@Nullable InputNode node) {
        Map<String, List<String>> namespaces = new LinkedHashMap<>();
        entries(node, "reserved_namespaces_allowed_products").forEach((namespace, value) -> {
            List<String> products = new ArrayList<>();
            for (InputNode item : items(value, namespace)) {
                products.add(item instanceof Scalar scalar ? scalar.text() : "");
            }
            namespaces.put(namespace, products);
        });
        return namespaces;
    }

    private static Map<String, List<ClusterScopedResource>> clusterResources(@Nullable InputNode node) {
        Map<String, List<ClusterScopedResource>> products = new LinkedHashMap<>();
        entries(node, "product_allowed_cluster_resources").forEach((product, value) -> {
            List<ClusterScopedResource> resources = new ArrayList<>();
            for (InputNode item : items(value, product)) {
                Map<String, InputNode> resource = entries(item, product);
                resources.add(new ClusterScopedResource(text(resource, "kind"), text(resource, "group")));
            }
            products.put(product, resources);
        });
        return products;
    }

    private static boolean isNull(InputNode node) {
        return node instanceof Scalar scalar && scalar.isNull();
    }

    private static @Nullable String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Map<String, InputNode> entries(@Nullable InputNode node, String place) {
        if (node == null || isNull(node)) {
            return new LinkedHashMap<>();
        }
        if (node instanceof Mapping mapping) {
            return new LinkedHashMap<>(mapping.entries());
        }
        throw new MalformedDocumentException(
                place + " is " + node.description() + ", not an object", node.line(), node.column());
    }

    private static List<InputNode> items(@Nullable InputNode node, String place) {
        if (node == null || isNull(node)) {
            return List.of();
        }
        if (node instanceof Sequence sequence) {
            return sequence.items();
        }
        throw new MalformedDocumentException(
                place + " is " + node.description() + ", not a list", node.line(), node.column());
    }

    /** Takes the text of a field out of the entries; absent and {@code null} are empty. */
    private static String text(Map<String, InputNode> entries, String field) {
        InputNode node = entries.remove(field);
        if (node == null || isNull(node)) {
            return "";
        }
        if (node instanceof Scalar scalar) {
            return scalar.text();
        }
        throw new MalformedDocumentException(
                field + " is " + node.description() + ", not a string", node.line(), node.column());
    }
}
