package io.nautes.cluster.core.catalog;

import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.Usage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A component in the catalog.
 *
 * @param name its name, such as {@code traefik}; unique in a catalog
 * @param namespace the namespace it is installed in unless a request says otherwise
 * @param category the capability it provides
 * @param isDefault whether it is its category's default
 * @param properties its parameters
 * @param installPaths the paths in a cluster template repository that install it; the key is {@code generic}, or a
 *     usage and cluster type such as {@code worker&virtual}
 */
public record CatalogComponent(
        String name,
        String namespace,
        ComponentCategory category,
        boolean isDefault,
        List<ComponentProperty> properties,
        Map<String, List<String>> installPaths) {
    /** Copies the collections. */
    public CatalogComponent {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(category, "category");
        properties = List.copyOf(properties);
        Map<String, List<String>> paths = new LinkedHashMap<>();
        installPaths.forEach((key, value) -> paths.put(key, List.copyOf(value)));
        installPaths = Collections.unmodifiableMap(paths);
    }

    /**
     * Creates a component that is not its category's default and has no parameters or install paths.
     *
     * @param name its name
     * @param namespace its namespace
     * @param category the capability it provides
     * @return the component
     */
    public static CatalogComponent of(String name, String namespace, ComponentCategory category) {
        return new CatalogComponent(name, namespace, category, false, List.of(), Map.of());
    }

    /**
     * Returns a copy that is its category's default.
     *
     * @return a copy
     */
    public CatalogComponent asDefault() {
        return withDefault(true);
    }

    CatalogComponent withDefault(boolean value) {
        return value == isDefault
                ? this
                : new CatalogComponent(name, namespace, category, value, properties, installPaths);
    }

    /**
     * Returns a copy with the given parameters.
     *
     * @param values the parameters
     * @return a copy
     */
    public CatalogComponent withProperties(ComponentProperty... values) {
        return new CatalogComponent(name, namespace, category, isDefault, List.of(values), installPaths);
    }

    /**
     * Returns the install paths for a kind of cluster: the generic paths if there are any, otherwise those for the
     * given usage and type.
     *
     * @param usage host or worker
     * @param clusterType physical or virtual
     * @return the paths; empty if the component needs none in such clusters
     */
    public List<String> installPaths(Usage usage, ClusterType clusterType) {
        if (installPaths.isEmpty()) {
            return List.of();
        }
        List<String> general = InstallPaths.given(installPaths.getOrDefault(InstallPaths.GENERIC, List.of()));
        return general.isEmpty()
                ? InstallPaths.given(installPaths.getOrDefault(InstallPaths.key(usage, clusterType), List.of()))
                : general;
    }

    /**
     * Returns a copy with the given install paths.
     *
     * @param values the paths; the key is {@code generic}, or a usage and cluster type such as {@code worker&virtual}
     * @return a copy
     */
    public CatalogComponent withInstallPaths(Map<String, List<String>> values) {
        return new CatalogComponent(name, namespace, category, isDefault, properties, values);
    }

    /**
     * Returns a parameter by name.
     *
     * @param property its name
     * @return the parameter, or empty if the component has no parameter of that name
     */
    public Optional<ComponentProperty> property(String property) {
        for (ComponentProperty candidate : properties) {
            if (candidate.name().equals(property)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Returns parameters completed with defaults; the same map if no default is added. */
    Map<String, String> withDefaults(Map<String, String> given, String cluster, @Nullable String primaryDomain) {
        Map<String, String> completed = null;
        for (ComponentProperty property : properties) {
            if (!given.containsKey(property.name())) {
                String value = property.defaultFor(cluster, primaryDomain);
                if (value != null) {
                    completed = completed == null ? new LinkedHashMap<>(given) : completed;
                    completed.put(property.name(), value);
                }
            }
        }
        return completed == null ? given : completed;
    }
}
