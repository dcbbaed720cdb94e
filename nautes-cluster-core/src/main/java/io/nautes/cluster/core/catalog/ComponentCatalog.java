package io.nautes.cluster.core.catalog;

import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.internal.syntax.Syntax;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The available components and the capabilities that each category of clusters needs. Every component category has at
 * least one component and exactly one default; a catalog without this property cannot be built.
 *
 * <p>{@link #standard()} is the catalog of the documentation. Immutable and safe for use by several threads.
 */
public final class ComponentCatalog {
    private static final ComponentCatalog STANDARD = StandardCatalog.build();

    private final Map<String, CatalogComponent> byName;
    private final Map<ComponentCategory, List<CatalogComponent>> byCategory;
    private final Map<ComponentCategory, CatalogComponent> defaults;
    private final Map<ClusterCategory, Set<ComponentCategory>> needed;
    /** The completed components whose defaults do not depend on the cluster. */
    private final Map<String, Component> sameEverywhere = new HashMap<>();

    private ComponentCatalog(
            Map<String, CatalogComponent> byName, Map<ClusterCategory, Set<ComponentCategory>> needed) {
        this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        this.byCategory = new EnumMap<>(ComponentCategory.class);
        this.defaults = new EnumMap<>(ComponentCategory.class);
        for (CatalogComponent component : byName.values()) {
            byCategory
                    .computeIfAbsent(component.category(), category -> new ArrayList<>())
                    .add(component);
            if (component.isDefault()) {
                defaults.put(component.category(), component);
            }
            if (component.properties().stream().noneMatch(ComponentProperty::isDerived)) {
                sameEverywhere.put(component.name(), complete(component, null, "", null));
            }
        }
        this.needed = new EnumMap<>(ClusterCategory.class);
        for (ClusterCategory category : ClusterCategory.values()) {
            Set<ComponentCategory> set = EnumSet.noneOf(ComponentCategory.class);
            set.addAll(needed.getOrDefault(category, Set.of()));
            this.needed.put(category, Collections.unmodifiableSet(set));
        }
    }

    /**
     * Returns the documented catalog, with the components that Nautes 0.4 adds for the platform.
     *
     * @return the catalog
     */
    public static ComponentCatalog standard() {
        return STANDARD;
    }

    /**
     * Returns a builder of an empty catalog.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a builder that starts from this catalog.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        byName.values().forEach(builder::component);
        needed.forEach((category, categories) -> builder.needs(category, categories));
        return builder;
    }

    /**
     * Returns all components.
     *
     * @return the components in the order in which they were added
     */
    public List<CatalogComponent> components() {
        return List.copyOf(byName.values());
    }

    /**
     * Returns the components of a category.
     *
     * @param category the category
     * @return its components in the order in which they were added
     */
    public List<CatalogComponent> components(ComponentCategory category) {
        return Collections.unmodifiableList(byCategory.getOrDefault(category, List.of()));
    }

    /**
     * Returns a component by name.
     *
     * @param name the name
     * @return the component, or empty if the catalog has no component of that name
     */
    public Optional<CatalogComponent> component(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Returns the catalog entry for a cluster's component.
     *
     * @param component the component
     * @return the entry; empty if the component has no name, or if the catalog has no component of that name
     */
    public Optional<CatalogComponent> component(Component component) {
        return component.name() == null ? Optional.empty() : component(component.name());
    }

    /**
     * Returns the default of a category.
     *
     * @param category the category
     * @return the default, or empty if the catalog has no component of the category
     */
    public Optional<CatalogComponent> defaultOf(ComponentCategory category) {
        return Optional.ofNullable(defaults.get(category));
    }

    /**
     * Returns the component categories that a cluster's resource has, including those of the platform.
     *
     * @param category the cluster's category
     * @return the component categories in their order
     */
    public Set<ComponentCategory> componentsOf(ClusterCategory category) {
        return needed.getOrDefault(category, Set.of());
    }

    /**
     * Completes the component of a category. A missing component, or one without a name, is replaced by the category's
     * default. A missing namespace and missing parameters are filled in from the catalog. A namespace without a name is
     * ignored.
     *
     * @param category the category
     * @param given the component as it was given; {@code null} for none
     * @param cluster the cluster's name, which defaults may contain
     * @param primaryDomain the cluster's primary domain, which defaults may contain; {@code null} if it has none
     * @return the completed component; empty if the catalog has neither a component of that name nor a default
     */
    public Optional<Component> complete(
            ComponentCategory category, @Nullable Component given, String cluster, @Nullable String primaryDomain) {
        String name = given == null ? null : Texts.emptyAsNull(given.name());
        CatalogComponent known = name == null ? defaults.get(category) : byName.get(name);
        if (known == null) {
            return Optional.empty();
        }
        Component same = given == null ? sameEverywhere.get(known.name()) : null;
        return Optional.of(same == null ? complete(known, given, cluster, primaryDomain) : same);
    }

    private static Component complete(
            CatalogComponent known, @Nullable Component given, String cluster, @Nullable String primaryDomain) {
        if (given == null) {
            return new Component(known.name(), known.namespace(), known.withDefaults(Map.of(), cluster, primaryDomain));
        }
        Map<String, String> additions = known.withDefaults(given.additions(), cluster, primaryDomain);
        String namespace = Texts.isEmpty(given.name()) ? null : Texts.emptyAsNull(given.namespace());
        if (namespace == null) {
            return new Component(known.name(), known.namespace(), additions);
        }
        return additions == given.additions() ? given : new Component(known.name(), namespace, additions);
    }

    /** A builder of {@link ComponentCatalog}. Not safe for use by several threads. */
    public static final class Builder {
        private final List<CatalogComponent> components = new ArrayList<>();
        private final Map<ClusterCategory, Set<ComponentCategory>> needed = new EnumMap<>(ClusterCategory.class);

        private Builder() {}

        /**
         * Adds a component.
         *
         * @param component the component
         * @return this builder
         */
        public Builder component(CatalogComponent component) {
            components.add(component);
            return this;
        }

        /**
         * Replaces the component of the same name, or adds the component if the catalog has no such component.
         *
         * @param component the component
         * @throws IllegalArgumentException if the component of that name belongs to another category
         */
        public Builder replace(CatalogComponent component) {
            for (int i = 0; i < components.size(); i++) {
                CatalogComponent before = components.get(i);
                if (before.name().equals(component.name())) {
                    if (before.category() != component.category()) {
                        throw new IllegalArgumentException("component " + component.name() + " is of category "
                                + before.category().resourceName() + " and cannot be replaced by one of category "
                                + component.category().resourceName() + "; remove it first");
                    }
                    components.set(i, component);
                    return this;
                }
            }
            return component(component);
        }

        /**
         * Removes a component.
         *
         * @param name its name
         * @throws IllegalArgumentException if there is no component of that name
         */
        public Builder remove(String name) {
            if (!components.removeIf(component -> component.name().equals(name))) {
                throw noSuchComponent(name);
            }
            return this;
        }

        /**
         * Makes a component the only default of its category.
         *
         * @param name its name
         * @throws IllegalArgumentException if there is no component of that name
         */
        public Builder defaultComponent(String name) {
            ComponentCategory category = components.stream()
                    .filter(component -> component.name().equals(name))
                    .map(CatalogComponent::category)
                    .findFirst()
                    .orElseThrow(() -> noSuchComponent(name));
            components.replaceAll(component -> component.category() == category
                    ? component.withDefault(component.name().equals(name))
                    : component);
            return this;
        }

        private IllegalArgumentException noSuchComponent(String name) {
            return new IllegalArgumentException("there is no component " + Texts.shown(name) + "; there are "
                    + components.stream().map(CatalogComponent::name).toList());
        }

        /**
         * Sets the component categories that clusters of a category need.
         *
         * @param category the clusters' category
         * @param categories the component categories
         * @return this builder
         */
        public Builder needs(ClusterCategory category, Set<ComponentCategory> categories) {
            needed.put(category, Set.copyOf(categories));
            return this;
        }

        /**
         * Builds the catalog.
         *
         * @return the catalog
         * @throws InvalidCatalogException if it violates an invariant; the exception lists every problem
         */
        public ComponentCatalog build() {
            List<String> problems = new ArrayList<>();
            Map<String, CatalogComponent> byName = new LinkedHashMap<>();
            Map<ComponentCategory, List<String>> defaults = new EnumMap<>(ComponentCategory.class);
            Set<ComponentCategory> provided = EnumSet.noneOf(ComponentCategory.class);
            for (CatalogComponent component : components) {
                if (byName.put(component.name(), component) != null) {
                    problems.add("component " + component.name() + " is listed twice; names must be unique");
                }
                checkComponent(component, problems);
                provided.add(component.category());
                if (component.isDefault()) {
                    defaults.computeIfAbsent(component.category(), category -> new ArrayList<>())
                            .add(component.name());
                }
            }
            provided.forEach(category -> checkDefault(category, defaults.get(category), problems));
            needed.forEach((cluster, categories) -> checkProvided(cluster, categories, provided, problems));
            if (!problems.isEmpty()) {
                throw new InvalidCatalogException(problems);
            }
            return new ComponentCatalog(byName, needed);
        }

        private static void checkComponent(CatalogComponent component, List<String> problems) {
            if (component.name().isEmpty()) {
                problems.add("a component of category " + component.category().resourceName() + " has no name");
            }
            if (!Syntax.isLabel(component.namespace())) {
                problems.add("component " + component.name() + ": namespace \"" + Texts.shown(component.namespace())
                        + "\" is not an RFC 1123 label");
            }
        }

        private static void checkDefault(
                ComponentCategory category, @Nullable List<String> names, List<String> problems) {
            if (names == null) {
                problems.add("category " + category.resourceName() + " has no default; make one of its components it");
            } else if (names.size() > 1) {
                problems.add("category " + category.resourceName() + " has more than one default: "
                        + String.join(", ", names));
            }
        }

        private static void checkProvided(
                ClusterCategory cluster,
                Set<ComponentCategory> categories,
                Set<ComponentCategory> provided,
                List<String> problems) {
            for (ComponentCategory category : ComponentCategory.values()) {
                if (categories.contains(category) && !provided.contains(category)) {
                    problems.add("a " + cluster.description() + " needs category " + category.resourceName()
                            + ", which has no component");
                }
            }
        }
    }
}
