package io.nautes.cluster.core.catalog;

import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.syntax.Syntax;
import io.nautes.cluster.model.internal.yaml.InputNode;
import io.nautes.cluster.model.internal.yaml.InputNode.Mapping;
import io.nautes.cluster.model.internal.yaml.InputNode.Scalar;
import io.nautes.cluster.model.internal.yaml.InputNode.Sequence;
import io.nautes.cluster.model.internal.yaml.YamlInput;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A reader of catalogs in the YAML form that a Nautes 0.4 deployment keeps in its {@code nautes-configs} ConfigMap.
 * {@code thirdPartComponents.yaml} (Nautes spells it this way) lists the components, and
 * {@code componentCategoryDefinition.yaml} lists what each category of clusters needs.
 *
 * <p>The reader adds two things that the deployed server knows without these files: the default host names of Argo CD
 * and Tekton, and all components that the platform installs automatically. The second file lists only some of the
 * latter.
 */
public final class CatalogReader {
    /** The key and file name of the components. */
    public static final String COMPONENTS = "thirdPartComponents.yaml";

    /** The key and file name of the table of required categories. */
    public static final String CATEGORIES = "componentCategoryDefinition.yaml";

    /** The spelling of {@link InstallPaths#GENERIC} in the public catalog of Nautes. */
    private static final String ANY_CLUSTER = "*";

    private static final Set<String> COMPONENT_KEYS =
            new TreeSet<>(Set.of("name", "namespace", "type", "default", "general", "properties", "installPath"));
    private static final Set<String> PROPERTY_KEYS =
            new TreeSet<>(Set.of("name", "type", "regexPattern", "required", "default"));
    private static final Set<String> PATH_KEYS = pathKeys();
    private static final Set<String> WITH_DERIVED_HOST = Set.of("argocd", "tekton");

    private final List<String> problems = new ArrayList<>();
    private final ComponentCatalog.Builder catalog = ComponentCatalog.builder();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Map<ComponentCategory, List<CatalogComponent>> provided = new EnumMap<>(ComponentCategory.class);

    private CatalogReader() {}

    /**
     * Reads the two files.
     *
     * @param components the text of {@code thirdPartComponents.yaml}
     * @param categories the text of {@code componentCategoryDefinition.yaml}
     * @return the catalog
     * @throws InvalidCatalogException if a file is not YAML, has an unexpected structure or an unknown key, or violates
     *     an invariant; every problem is reported with its file and line
     */
    public static ComponentCatalog read(String components, String categories) {
        CatalogReader reader = new CatalogReader();
        InputNode componentList = reader.parse(components, COMPONENTS);
        if (componentList != null) {
            reader.readComponents(componentList);
            reader.checkDefaults();
        }
        InputNode table = reader.parse(categories, CATEGORIES);
        if (table != null) {
            reader.readTable(table);
        }
        return reader.build();
    }

    /**
     * Reads the ConfigMap that holds both files.
     *
     * @param yaml the text of the ConfigMap
     * @return the catalog
     * @throws InvalidCatalogException as {@link #read}, or if the text is not such a ConfigMap
     */
    public static ComponentCatalog readConfigMap(String yaml) {
        Mapping data = null;
        try {
            if (YamlInput.parse(yaml) instanceof Mapping root
                    && root.entries().get("data") instanceof Mapping mapping) {
                data = mapping;
            }
        } catch (MalformedDocumentException e) {
            throw new InvalidCatalogException(List.of("the ConfigMap: " + e.getMessage()));
        }
        String components = data == null ? null : text(data.entries().get(COMPONENTS));
        String categories = data == null ? null : text(data.entries().get(CATEGORIES));
        if (components == null || categories == null) {
            throw new InvalidCatalogException(
                    List.of("the ConfigMap must hold " + COMPONENTS + " and " + CATEGORIES + " under data"));
        }
        return read(components, categories);
    }

    private ComponentCatalog build() {
        if (!problems.isEmpty()) {
            throw new InvalidCatalogException(problems);
        }
        return catalog.build();
    }

    /** Checks the invariants of the catalog, and reports violations with their lines. */
    private void checkDefaults() {
        provided.forEach((category, components) -> {
            List<CatalogComponent> defaults =
                    components.stream().filter(CatalogComponent::isDefault).toList();
            if (defaults.size() == 1) {
                return;
            }
            List<CatalogComponent> concerned = defaults.isEmpty() ? components : defaults;
            String places = concerned.stream()
                    .map(component -> component.name() + " in line " + lines.get(component.name()))
                    .collect(Collectors.joining(", "));
            problems.add(COMPONENTS + " line " + lines.get(concerned.get(0).name()) + ": category "
                    + category.resourceName() + " needs exactly one default, and has "
                    + (defaults.isEmpty() ? "none of " : "") + places);
        });
    }

    private @Nullable InputNode parse(String yaml, String file) {
        try {
            return YamlInput.parse(yaml);
        } catch (MalformedDocumentException e) {
            problems.add(file + ": " + e.getMessage());
            return null;
        }
    }

    private void problem(String file, InputNode node, String problem) {
        problems.add(file + " line " + node.line() + ": " + problem);
    }

    private static Set<String> pathKeys() {
        Set<String> keys = new TreeSet<>(Set.of(InstallPaths.GENERIC, ANY_CLUSTER));
        for (ClusterCategory category : ClusterCategory.values()) {
            keys.add(InstallPaths.key(category.usage(), category.clusterType()));
        }
        return keys;
    }

    /** Reports keys that would be ignored. The line is that of the key's value. */
    private void checkKeys(String file, Mapping mapping, Set<String> known, String where) {
        mapping.entries().forEach((key, value) -> {
            if (!known.contains(key)) {
                problem(file, value, where + "there is no key \"" + Texts.shown(key) + "\"; there are " + known);
            }
        });
    }

    private void readComponents(InputNode root) {
        if (!(root instanceof Sequence sequence)) {
            problem(COMPONENTS, root, "a list of components is expected, and this is " + root.description());
            return;
        }
        for (InputNode item : sequence.items()) {
            if (item instanceof Mapping component) {
                readComponent(component);
            } else {
                problem(COMPONENTS, item, "a component is an object, and this is " + item.description());
            }
        }
    }

    private void readComponent(Mapping component) {
        checkKeys(COMPONENTS, component, COMPONENT_KEYS, "");
        String name = required(component, "name");
        String namespace = required(component, "namespace");
        String type = required(component, "type");
        if (name == null || namespace == null || type == null) {
            return;
        }
        ComponentCategory category = ComponentCategory.ofResourceName(type).orElse(null);
        if (category == null) {
            problem(COMPONENTS, component, name + ": there is no category " + type + "; there are " + categoryNames());
            return;
        }
        if (!Syntax.isLabel(namespace)) {
            problem(
                    COMPONENTS,
                    component,
                    name + ": namespace \"" + Texts.shown(namespace) + "\" is not an RFC 1123 label");
        }
        CatalogComponent read = new CatalogComponent(
                name,
                namespace,
                category,
                flag(component, "default"),
                properties(component, name),
                installPaths(component, name));
        Integer first = lines.putIfAbsent(name, component.line());
        if (first != null) {
            problem(COMPONENTS, component, "component " + name + " is listed twice, first in line " + first);
            return;
        }
        provided.computeIfAbsent(category, key -> new ArrayList<>()).add(read);
        catalog.component(read);
    }

    private static List<String> categoryNames() {
        return List.of(ComponentCategory.values()).stream()
                .map(ComponentCategory::resourceName)
                .toList();
    }

    private @Nullable String required(Mapping mapping, String field) {
        String value = text(mapping.entries().get(field));
        if (value == null || value.isEmpty()) {
            problem(COMPONENTS, mapping, "the " + field + " is missing");
            return null;
        }
        return value;
    }

    private static @Nullable String text(@Nullable InputNode node) {
        return node instanceof Scalar scalar && !scalar.isNull() ? scalar.text() : null;
    }

    private boolean flag(Mapping mapping, String field) {
        InputNode node = mapping.entries().get(field);
        if (node == null || (node instanceof Scalar scalar && scalar.isNull())) {
            return false;
        }
        if (node instanceof Scalar scalar && scalar.value() instanceof Boolean value) {
            return value;
        }
        problem(COMPONENTS, node, field + ": true or false is expected, and this is " + node.description());
        return false;
    }

    private List<ComponentProperty> properties(Mapping component, String name) {
        List<ComponentProperty> properties = new ArrayList<>();
        InputNode node = component.entries().get("properties");
        if (node == null || (node instanceof Scalar scalar && scalar.isNull())) {
            return properties;
        }
        if (!(node instanceof Sequence sequence)) {
            problem(COMPONENTS, node, name + ": properties is " + node.description() + ", not a list");
            return properties;
        }
        for (InputNode item : sequence.items()) {
            ComponentProperty property = item instanceof Mapping mapping ? property(mapping, name) : null;
            if (property != null) {
                properties.add(property);
            } else if (!(item instanceof Mapping)) {
                problem(COMPONENTS, item, name + ": a property is an object, and this is " + item.description());
            }
        }
        return properties;
    }

    private @Nullable ComponentProperty property(Mapping mapping, String component) {
        String name = required(mapping, "name");
        if (name == null) {
            return null;
        }
        checkKeys(COMPONENTS, mapping, PROPERTY_KEYS, component + "." + name + ": ");
        String type = text(mapping.entries().get("type"));
        if (type != null && !type.equals("string") && !type.equals("number")) {
            problem(COMPONENTS, mapping, component + "." + name + ": type is string or number (got \"" + type + "\")");
        }
        ComponentProperty property =
                ComponentProperty.of(name, "number".equals(type) ? PropertyType.NUMBER : PropertyType.STRING);
        if (flag(mapping, "required")) {
            property = property.asRequired();
        }
        String pattern = text(mapping.entries().get("regexPattern"));
        if (pattern != null && !pattern.isEmpty()) {
            try {
                property = property.matching(pattern);
            } catch (IllegalArgumentException e) {
                problem(COMPONENTS, mapping, component + "." + name + ": " + e.getMessage());
            }
        }
        String defaultValue = text(mapping.entries().get("default"));
        if (defaultValue != null) {
            property = property.withDefault(defaultValue);
        } else if (name.equals("host") && WITH_DERIVED_HOST.contains(component)) {
            property = property.withDefault(component + ".{cluster}.{primary_domain}");
        }
        return property;
    }

    private Map<String, List<String>> installPaths(Mapping component, String name) {
        Map<String, List<String>> paths = new LinkedHashMap<>();
        InputNode node = component.entries().get("installPath");
        if (node instanceof Mapping mapping) {
            checkKeys(COMPONENTS, mapping, PATH_KEYS, name + ".installPath: ");
            mapping.entries()
                    .forEach((key, value) -> paths.merge(
                            key.equals(ANY_CLUSTER) ? InstallPaths.GENERIC : key,
                            texts(COMPONENTS, value, name + ".installPath"),
                            CatalogReader::joined));
        } else if (node != null && !(node instanceof Scalar scalar && scalar.isNull())) {
            problem(COMPONENTS, node, name + ": installPath is " + node.description() + ", not an object");
        }
        return paths;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private List<String> texts(String file, @Nullable InputNode node, String location) {
        List<String> texts = new ArrayList<>();
        if (node instanceof Sequence sequence) {
            for (InputNode item : sequence.items()) {
                String text = text(item);
                if (text == null) {
                    problem(file, item, location + ": a string is expected, and this is " + item.description());
                } else if (!text.isEmpty()) {
                    texts.add(text);
                }
            }
        } else if (node != null && !(node instanceof Scalar scalar && scalar.isNull())) {
            problem(file, node, location + " is " + node.description() + ", not a list");
        }
        return texts;
    }

    private void readTable(InputNode root) {
        checkTableKeys(root, "", Set.of("host", "worker"));
        Map<ClusterCategory, Set<ComponentCategory>> table = new EnumMap<>(ClusterCategory.class);
        for (ClusterCategory category : ClusterCategory.values()) {
            table.put(category, needed(category, root));
        }
        table.forEach((category, needed) -> catalog.needs(category, needed));
    }

    private void checkTableKeys(InputNode node, String path, Set<String> known) {
        if (!(node instanceof Mapping mapping)) {
            return;
        }
        checkKeys(CATEGORIES, mapping, new TreeSet<>(known), path.isEmpty() ? "" : path + ": ");
        mapping.entries().forEach((key, value) -> {
            if (key.equals("worker")) {
                checkTableKeys(value, key, Set.of("physical", "virtual"));
            } else if (path.equals("worker")) {
                checkTableKeys(value, path + "." + key, Set.of("deployment", "pipeline"));
            }
        });
    }

    private Set<ComponentCategory> needed(ClusterCategory category, InputNode root) {
        String path = category == ClusterCategory.HOST
                ? "host"
                : "worker." + category.clusterType() + "."
                        + category.workerType().map(Object::toString).orElse("");
        InputNode node = root;
        for (String step : path.split("\\.", -1)) {
            node = node instanceof Mapping mapping ? mapping.entries().get(step) : null;
            if (node == null) {
                problem(CATEGORIES, root, "there is no list " + path);
                return Set.of();
            }
        }
        Set<ComponentCategory> needed = EnumSet.noneOf(ComponentCategory.class);
        for (String name : texts(CATEGORIES, node, path)) {
            ComponentCategory component = ComponentCategory.ofResourceName(name).orElse(null);
            if (component == null) {
                problem(CATEGORIES, node, path + ": there is no category " + name + "; there are " + categoryNames());
            } else if (provided.containsKey(component)) {
                needed.add(component);
            } else {
                problem(CATEGORIES, node, path + ": category " + name + " has no component in " + COMPONENTS);
            }
        }
        addPlatform(category, needed);
        return needed;
    }

    private void addPlatform(ClusterCategory category, Set<ComponentCategory> needed) {
        if (provided.containsKey(ComponentCategory.SECRET_MANAGEMENT)) {
            needed.add(ComponentCategory.SECRET_MANAGEMENT);
        }
        if (!category.isVirtual() && provided.containsKey(ComponentCategory.OAUTH_PROXY)) {
            needed.add(ComponentCategory.OAUTH_PROXY);
        }
    }
}
