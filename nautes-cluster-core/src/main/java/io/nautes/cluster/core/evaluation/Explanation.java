package io.nautes.cluster.core.evaluation;

import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ComponentCategory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An explanation of what a request would install and why. It is based on the same {@link Evaluation} as the resource.
 * Immutable.
 *
 * @param name the cluster's name
 * @param categoryOrNull its category; {@code null} if the request has none
 * @param derivedFrom the fields that determine the category, such as {@code cluster_type=virtual}
 * @param components the installed components, in the order of {@link ComponentCategory}
 * @param reservedNamespaces the namespaces that belong to components
 * @param addresses the addresses that result from the request
 * @param files the files of a Git repository that a save would write
 * @param templates the additional files and folders that a save would render if the store has a cluster template
 *     repository; empty if the catalog has no install paths
 */
public record Explanation(
        String name,
        @Nullable ClusterCategory categoryOrNull,
        List<String> derivedFrom,
        List<ExplainedComponent> components,
        List<ReservedNamespace> reservedNamespaces,
        List<Address> addresses,
        List<String> files,
        List<String> templates) {
    /** The source of a value. */
    public enum Source {
        /** The user's request. */
        REQUEST,
        /** The catalog's default. */
        DEFAULT,
        /** A value that is derived from the cluster's name and domain. */
        DERIVED,
        /** A choice of the platform. */
        PLATFORM
    }

    /**
     * A component that is installed.
     *
     * @param category the capability it provides
     * @param name the product
     * @param nameSource the source of the choice of the product
     * @param namespace the namespace it is installed in
     * @param namespaceSource the source of the choice of the namespace
     * @param additions its parameters
     */
    public record ExplainedComponent(
            ComponentCategory category,
            String name,
            Source nameSource,
            String namespace,
            Source namespaceSource,
            List<ExplainedAddition> additions) {
        /** Copies the additions. */
        public ExplainedComponent {
            additions = List.copyOf(additions);
        }
    }

    /**
     * A parameter of a component.
     *
     * @param key its name
     * @param value its value
     * @param source the source of the value
     */
    public record ExplainedAddition(String key, String value, Source source) {}

    /**
     * A namespace that belongs to a component.
     *
     * @param namespace the namespace
     * @param component the product that is installed in it
     * @param allowedProducts the products that may deploy to it, too
     */
    public record ReservedNamespace(String namespace, String component, List<String> allowedProducts) {
        /** Copies the products. */
        public ReservedNamespace {
            allowedProducts = List.copyOf(allowedProducts);
        }
    }

    /**
     * An address that results from the request.
     *
     * @param purpose its purpose, such as {@code argocd}
     * @param url the URL; a port that only the host knows is replaced by {@code <https node port of HOST>}
     */
    public record Address(String purpose, String url) {}

    /** Copies the lists. */
    public Explanation {
        derivedFrom = List.copyOf(derivedFrom);
        components = List.copyOf(components);
        reservedNamespaces = List.copyOf(reservedNamespaces);
        addresses = List.copyOf(addresses);
        files = List.copyOf(files);
        templates = List.copyOf(templates);
    }

    /**
     * Returns the category of the cluster.
     *
     * @return the category, or empty if the request has none
     */
    public Optional<ClusterCategory> category() {
        return Optional.ofNullable(categoryOrNull);
    }

    /**
     * Returns the explanation as a tree of maps, lists and strings, for a JSON or YAML writer. Keys and their order are
     * stable.
     *
     * @return a new tree
     */
    public Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", name);
        tree.put(
                "category",
                categoryOrNull == null ? null : categoryOrNull.name().toLowerCase(Locale.ROOT));
        tree.put("derived_from", derivedFrom);
        List<Object> componentTrees = new ArrayList<>();
        components.forEach(component -> componentTrees.add(tree(component)));
        tree.put("components", componentTrees);
        List<Object> namespaceTrees = new ArrayList<>();
        for (ReservedNamespace reserved : reservedNamespaces) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("namespace", reserved.namespace());
            entry.put("component", reserved.component());
            entry.put("allowed_products", reserved.allowedProducts());
            namespaceTrees.add(entry);
        }
        tree.put("reserved_namespaces", namespaceTrees);
        List<Object> addressTrees = new ArrayList<>();
        for (Address address : addresses) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("purpose", address.purpose());
            entry.put("url", address.url());
            addressTrees.add(entry);
        }
        tree.put("addresses", addressTrees);
        tree.put("files", files);
        tree.put("templates", templates);
        return tree;
    }

    private static Map<String, @Nullable Object> tree(ExplainedComponent component) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("category", component.category().wireName());
        tree.put("name", component.name());
        tree.put("name_source", text(component.nameSource()));
        tree.put("namespace", component.namespace());
        tree.put("namespace_source", text(component.namespaceSource()));
        List<Object> additions = new ArrayList<>();
        for (ExplainedAddition addition : component.additions()) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("key", addition.key());
            entry.put("value", addition.value());
            entry.put("source", text(addition.source()));
            additions.add(entry);
        }
        tree.put("additions", additions);
        return tree;
    }

    private static String text(Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the explanation as text.
     *
     * @return several lines, each ended by a line break
     */
    public String toText() {
        StringBuilder text = new StringBuilder();
        text.append(name)
                .append(": ")
                .append(categoryOrNull == null ? "no category" : categoryOrNull.description())
                .append(" (")
                .append(String.join(", ", derivedFrom))
                .append(")\n");
        text.append("components:\n");
        for (ExplainedComponent component : components) {
            text.append("  ")
                    .append(component.category().wireName())
                    .append(": ")
                    .append(component.name())
                    .append(" [")
                    .append(text(component.nameSource()))
                    .append("] in namespace ")
                    .append(component.namespace())
                    .append(" [")
                    .append(text(component.namespaceSource()))
                    .append("]\n");
            for (ExplainedAddition addition : component.additions()) {
                text.append("    ")
                        .append(addition.key())
                        .append(" = ")
                        .append(addition.value())
                        .append(" [")
                        .append(text(addition.source()))
                        .append("]\n");
            }
        }
        appendNamespaces(text);
        text.append("addresses:\n");
        addresses.forEach(address -> text.append("  ")
                .append(address.purpose())
                .append(": ")
                .append(address.url())
                .append('\n'));
        text.append("files:\n");
        files.forEach(file -> text.append("  ").append(file).append('\n'));
        if (!templates.isEmpty()) {
            text.append("with a template repository also:\n");
            templates.forEach(path -> text.append("  ").append(path).append('\n'));
        }
        return text.toString();
    }

    private void appendNamespaces(StringBuilder text) {
        text.append("reserved namespaces:\n");
        for (ReservedNamespace reserved : reservedNamespaces) {
            text.append("  ").append(reserved.namespace()).append(": ").append(reserved.component());
            if (!reserved.allowedProducts().isEmpty()) {
                text.append("; also for ").append(String.join(", ", reserved.allowedProducts()));
            }
            text.append('\n');
        }
    }

    @Override
    public String toString() {
        return toText();
    }
}
