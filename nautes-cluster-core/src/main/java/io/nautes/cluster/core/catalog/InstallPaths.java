package io.nautes.cluster.core.catalog;

import io.nautes.cluster.model.ClusterSpec;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.Usage;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.yaml.InputNode;
import io.nautes.cluster.model.internal.yaml.InputNode.Mapping;
import io.nautes.cluster.model.internal.yaml.InputNode.Scalar;
import io.nautes.cluster.model.internal.yaml.InputNode.Sequence;
import io.nautes.cluster.model.internal.yaml.YamlInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The files and folders of a cluster template repository that belong to a cluster: those of its components, and those
 * that every cluster of its kind needs. In a path, {@code _RUNTIME_}, {@code _HOST_CLUSTER_} and {@code _VCLUSTER_} are
 * placeholders for names of the cluster.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class InstallPaths {
    /**
     * The key and file name, in a deployment's {@code nautes-configs} ConfigMap, of the paths that every cluster needs.
     */
    public static final String COMMON = "clusterCommonConfig.yaml";

    /** The folder in a tenant's repository that contains the resources of its clusters. */
    public static final String CLUSTERS_FOLDER = "nautes/overlays/production/clusters";

    static final String GENERIC = "generic";

    private static final InstallPaths STANDARD = StandardInstallPaths.build();

    private final Function<String, @Nullable CatalogComponent> components;
    private final Map<String, List<String>> onSave;
    private final Map<String, List<String>> onDelete;

    InstallPaths(
            Function<String, @Nullable CatalogComponent> components,
            Map<String, List<String>> onSave,
            Map<String, List<String>> onDelete) {
        this.components = components;
        this.onSave = Map.copyOf(onSave);
        this.onDelete = Map.copyOf(onDelete);
    }

    /**
     * Returns the paths of the {@code cluster-templates} repository of Nautes 0.4.
     *
     * @return the paths
     */
    public static InstallPaths standard() {
        return STANDARD;
    }

    /**
     * Returns the paths of a deployment.
     *
     * @param catalog the components with their paths
     * @param common the text of {@code clusterCommonConfig.yaml}
     * @return the paths
     * @throws InvalidCatalogException if the text is not YAML or has an unexpected structure
     */
    public static InstallPaths of(ComponentCatalog catalog, String common) {
        CommonReader reader = new CommonReader();
        Mapping root = reader.root(common);
        return new InstallPaths(
                name -> catalog.component(name).orElse(null), reader.paths(root, "save"), reader.paths(root, "remove"));
    }

    /**
     * Returns a copy with the paths of a catalog. They replace the paths of each component that has paths in the
     * catalog.
     *
     * @param catalog the catalog
     * @return a copy
     */
    public InstallPaths withCatalog(ComponentCatalog catalog) {
        return new InstallPaths(
                name -> {
                    CatalogComponent component = catalog.component(name).orElse(null);
                    return component == null || component.installPaths().isEmpty() ? components.apply(name) : component;
                },
                onSave,
                onDelete);
    }

    /**
     * Returns the paths that are rendered when a cluster is saved.
     *
     * @param cluster the registered cluster, including the components of the platform
     * @return paths of files and folders, each once
     */
    public Set<String> onSave(ClusterSpec cluster) {
        Set<String> paths = new LinkedHashSet<>(common(onSave, cluster));
        for (Component component : cluster.componentsList().values()) {
            CatalogComponent known = component.name() == null ? null : components.apply(component.name());
            if (known != null) {
                paths.addAll(known.installPaths(cluster.usage(), cluster.clusterType()));
            }
        }
        return paths;
    }

    /**
     * Returns the paths that are rendered when a cluster is deleted.
     *
     * @param cluster the registered cluster
     * @return paths of files and folders, each once
     */
    public Set<String> onDelete(ClusterSpec cluster) {
        return new LinkedHashSet<>(common(onDelete, cluster));
    }

    private static List<String> common(Map<String, List<String>> paths, ClusterSpec cluster) {
        return paths.getOrDefault(key(cluster.usage(), cluster.clusterType()), List.of());
    }

    /**
     * Returns the output path of a template.
     *
     * @param path a path in the template repository
     * @param name the cluster's name
     * @param host the host of a virtual cluster; {@code null} or empty for others
     * @return the path in the tenant configuration repository
     */
    public static String placed(String path, String name, @Nullable String host) {
        return path.replace("_RUNTIME_", name + "-runtime")
                .replace("_HOST_CLUSTER_", host == null || host.isEmpty() ? name : host)
                .replace("_VCLUSTER_", name);
    }

    static String key(Usage usage, ClusterType type) {
        return usage + "&" + type;
    }

    static List<String> given(List<String> paths) {
        return paths.contains("")
                ? paths.stream().filter(path -> !path.isEmpty()).toList()
                : paths;
    }

    /** Reads {@code clusterCommonConfig.yaml}. */
    private static final class CommonReader {
        Mapping root(String yaml) {
            try {
                if (YamlInput.parse(yaml) instanceof Mapping mapping) {
                    return mapping;
                }
            } catch (MalformedDocumentException e) {
                throw new InvalidCatalogException(List.of(COMMON + ": " + e.getMessage()));
            }
            throw new InvalidCatalogException(List.of(COMMON + ": an object with save and remove is expected"));
        }

        Map<String, List<String>> paths(Mapping root, String operation) {
            Map<String, List<String>> paths = new HashMap<>();
            paths.put(key(Usage.HOST, ClusterType.PHYSICAL), list(root, operation, "host"));
            paths.put(key(Usage.WORKER, ClusterType.PHYSICAL), list(root, operation, "worker", "physical"));
            paths.put(key(Usage.WORKER, ClusterType.VIRTUAL), list(root, operation, "worker", "virtual"));
            return paths;
        }

        private List<String> list(Mapping root, String... steps) {
            String location = String.join(".", steps);
            InputNode node = root;
            for (String step : steps) {
                node = node instanceof Mapping mapping ? mapping.entries().get(step) : null;
                if (node == null) {
                    throw new InvalidCatalogException(List.of(COMMON + ": there is no list " + location));
                }
            }
            if (node instanceof Scalar scalar && scalar.isNull()) {
                return List.of();
            }
            if (!(node instanceof Sequence sequence)) {
                throw wrong(node, location + " is " + node.description() + ", not a list");
            }
            List<String> paths = new ArrayList<>();
            for (InputNode item : sequence.items()) {
                if (!(item instanceof Scalar scalar) || scalar.isNull()) {
                    throw wrong(item, location + ": a path is expected, and this is " + item.description());
                }
                paths.add(scalar.text());
            }
            return List.copyOf(given(paths));
        }

        private static InvalidCatalogException wrong(InputNode node, String problem) {
            return new InvalidCatalogException(List.of(COMMON + " line " + node.line() + ": " + problem));
        }
    }
}
