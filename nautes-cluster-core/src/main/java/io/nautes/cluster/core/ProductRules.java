package io.nautes.cluster.core;

import io.nautes.cluster.model.ClusterScopedResource;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.JsonPointers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What products may do in a cluster. */
final class ProductRules {
    private static final String RESERVED_NAMESPACES = "/reserved_namespaces_allowed_products";
    private static final String CLUSTER_RESOURCES = "/product_allowed_cluster_resources";

    private ProductRules() {}

    static void checkReservedNamespaces(RuleContext context) {
        for (Map.Entry<String, List<String>> entry :
                context.request().reservedNamespacesAllowedProducts().entrySet()) {
            String namespace = entry.getKey();
            String pointer = JsonPointers.child(RESERVED_NAMESPACES, namespace);
            if (context.completion().category() != null && !isOfComponent(context.completion(), namespace)) {
                context.report(
                        FindingCode.RESERVED_NAMESPACE_NOT_OF_A_COMPONENT,
                        pointer,
                        namespace,
                        namespace,
                        String.join(", ", namespaces(context.completion())));
            }
            checkProducts(context, entry.getValue(), pointer);
        }
    }

    private static boolean isOfComponent(Completion completion, String namespace) {
        return isOneOf(completion.request().componentsList(), namespace) || isOneOf(completion.platform(), namespace);
    }

    private static boolean isOneOf(Map<?, Component> components, String namespace) {
        for (Component component : components.values()) {
            if (namespace.equals(component.namespace())) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> namespaces(Completion completion) {
        Set<String> namespaces = new TreeSet<>();
        for (Map<?, Component> components : List.of(completion.request().componentsList(), completion.platform())) {
            for (Component component : components.values()) {
                if (component.namespace() != null) {
                    namespaces.add(component.namespace());
                }
            }
        }
        return namespaces;
    }

    private static void checkProducts(RuleContext context, List<String> products, String pointer) {
        for (int i = 0; i < products.size(); i++) {
            String product = products.get(i);
            if (!Texts.isLabel(product)) {
                context.report(FindingCode.PRODUCT_NAME_NOT_A_LABEL, JsonPointers.child(pointer, i), product, product);
            }
            if (products.indexOf(product) < i) {
                context.report(FindingCode.PRODUCT_DUPLICATE, JsonPointers.child(pointer, i), product, product);
            }
        }
    }

    static void checkClusterResources(RuleContext context) {
        for (Map.Entry<String, List<ClusterScopedResource>> entry :
                context.request().productAllowedClusterResources().entrySet()) {
            String product = entry.getKey();
            String pointer = JsonPointers.child(CLUSTER_RESOURCES, product);
            if (!Texts.isLabel(product)) {
                context.report(FindingCode.PRODUCT_NAME_NOT_A_LABEL, pointer, product, product);
            }
            checkResources(context, entry.getValue(), pointer);
        }
    }

    private static void checkResources(RuleContext context, List<ClusterScopedResource> resources, String pointer) {
        Set<ClusterScopedResource> seen = resources.size() > 1 ? new HashSet<>() : Set.of();
        for (int i = 0; i < resources.size(); i++) {
            ClusterScopedResource resource = resources.get(i);
            String place = JsonPointers.child(pointer, i);
            checkPart(context, resource.kind(), place + "/kind", FindingCode.CLUSTER_RESOURCE_KIND_EMPTY);
            checkPart(context, resource.group(), place + "/group", FindingCode.CLUSTER_RESOURCE_GROUP_EMPTY);
            if (resources.size() > 1 && !seen.add(resource)) {
                String shown = resource.group() + "/" + resource.kind();
                context.report(FindingCode.CLUSTER_RESOURCE_DUPLICATE, place, shown, shown);
            }
        }
    }

    private static void checkPart(RuleContext context, @Nullable String value, String pointer, FindingCode empty) {
        if (value == null || value.isBlank()) {
            context.report(empty, pointer, value);
        } else if (Texts.hasWhiteSpace(value)) {
            context.report(FindingCode.CLUSTER_RESOURCE_WHITE_SPACE, pointer, value, value);
        }
    }
}
