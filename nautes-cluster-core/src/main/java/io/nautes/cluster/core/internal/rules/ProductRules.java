package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.model.ClusterScopedResource;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.JsonPointers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Rules for the permissions of products in a cluster. */
final class ProductRules {
    static final String RESERVED_NAMESPACES = "/reserved_namespaces_allowed_products";
    static final String CLUSTER_RESOURCES = "/product_allowed_cluster_resources";

    private ProductRules() {}

    static void checkReservedNamespaces(EvaluationContext context) {
        context.reportAllViolations(RESERVED_NAMESPACES + "/");
        if (context.request().reservedNamespacesAllowedProducts().isEmpty()) {
            return;
        }
        List<String> namespaces = namespaces(context);
        for (Map.Entry<String, List<String>> entry :
                context.request().reservedNamespacesAllowedProducts().entrySet()) {
            String namespace = entry.getKey();
            if (context.completion().category() != null && !namespaces.contains(namespace)) {
                context.report(
                        FindingCode.RESERVED_NAMESPACE_NOT_OF_A_COMPONENT,
                        JsonPointers.child(RESERVED_NAMESPACES, namespace),
                        namespace,
                        namespace,
                        String.join(", ", new TreeSet<>(namespaces)));
            }
            checkProducts(context, entry.getValue(), namespace);
        }
    }

    /** Returns the namespaces of the components that the resource will have: a dozen at most, so a list is faster. */
    private static List<String> namespaces(EvaluationContext context) {
        List<String> namespaces = new ArrayList<>();
        context.completed().componentsList().forEach((category, component) -> {
            if (context.isApplicable(category)) {
                add(namespaces, component);
            }
        });
        context.completion().platform().values().forEach(component -> add(namespaces, component));
        // Requests cannot set this component, and a save keeps the stored one.
        context.registered()
                .flatMap(registered -> registered.find(context.name()))
                .map(stored -> stored.spec().componentsList().get(ComponentCategory.CERT_MANAGEMENT))
                .ifPresent(component -> add(namespaces, component));
        return namespaces;
    }

    private static void add(List<String> namespaces, Component component) {
        if (component.namespace() != null) {
            namespaces.add(component.namespace());
        }
    }

    private static void checkProducts(EvaluationContext context, List<String> products, String namespace) {
        Repeats<String> repeats = new Repeats<>(products);
        for (int i = 0; i < products.size(); i++) {
            String product = products.get(i);
            if (repeats.isRepeat(i)) {
                context.report(FindingCode.PRODUCT_DUPLICATE, pointer(namespace, i), product, product);
            }
        }
    }

    private static String pointer(String namespace, int index) {
        return JsonPointers.child(JsonPointers.child(RESERVED_NAMESPACES, namespace), index);
    }

    /** Finds repeated items in a list. Short lists, such as all lists in practice, need no additional memory. */
    private static final class Repeats<T> {
        private static final int SHORT = 16;

        private final List<T> items;
        private final Set<T> seen;

        Repeats(List<T> items) {
            this.items = items;
            this.seen = items.size() <= SHORT ? Set.of() : new HashSet<>();
        }

        /** Returns whether an item repeats an earlier one. Must be called for each index in order. */
        boolean isRepeat(int index) {
            T item = items.get(index);
            return items.size() <= SHORT ? items.indexOf(item) < index : !seen.add(item);
        }
    }

    static void checkClusterResources(EvaluationContext context) {
        context.reportViolations(CLUSTER_RESOURCES);
        context.reportAllViolations(CLUSTER_RESOURCES + "/");
        for (Map.Entry<String, List<ClusterScopedResource>> entry :
                context.request().productAllowedClusterResources().entrySet()) {
            String product = entry.getKey();
            checkResources(context, entry.getValue(), product);
        }
    }

    private static void checkResources(
            EvaluationContext context, List<ClusterScopedResource> resources, String product) {
        Repeats<ClusterScopedResource> repeats = new Repeats<>(resources);
        for (int i = 0; i < resources.size(); i++) {
            ClusterScopedResource resource = resources.get(i);
            if (repeats.isRepeat(i)) {
                String shown = resource.group() + "/" + resource.kind();
                context.report(FindingCode.CLUSTER_RESOURCE_DUPLICATE, resourcePointer(product, i), shown, shown);
            }
        }
    }

    private static String resourcePointer(String product, int index) {
        return JsonPointers.child(JsonPointers.child(CLUSTER_RESOURCES, product), index);
    }
}
