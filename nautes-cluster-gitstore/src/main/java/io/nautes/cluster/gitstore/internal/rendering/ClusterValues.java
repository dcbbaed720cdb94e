package io.nautes.cluster.gitstore.internal.rendering;

import io.nautes.cluster.gitstore.internal.gotemplate.GoStruct;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterSpec;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conversions of clusters into the values that templates see, with the field names of Nautes' Go types. */
final class ClusterValues {
    private ClusterValues() {}

    static GoStruct of(ClusterResource cluster) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("Name", cluster.name());
        fields.put("Namespace", cluster.namespace());
        fields.put(
                "ObjectMeta",
                GoStruct.of("ObjectMeta", Map.of("Name", cluster.name(), "Namespace", cluster.namespace())));
        fields.put("Spec", spec(cluster.spec()));
        return GoStruct.of("Cluster", fields);
    }

    private static GoStruct spec(ClusterSpec spec) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("ApiServer", spec.apiServer());
        fields.put("ClusterType", spec.clusterType().value());
        fields.put("ClusterKind", spec.clusterKind().value());
        fields.put("Usage", spec.usage().value());
        fields.put("HostCluster", orEmpty(spec.hostCluster()));
        fields.put("PrimaryDomain", orEmpty(spec.primaryDomain()));
        fields.put(
                "WorkerType", spec.workerType() == null ? "" : spec.workerType().value());
        fields.put("ComponentsList", components(spec));
        fields.put("ReservedNamespacesAllowedProducts", spec.reservedNamespacesAllowedProducts());
        fields.put("ProductAllowedClusterResources", resources(spec));
        return GoStruct.of("ClusterSpec", fields);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static GoStruct components(ClusterSpec spec) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (ComponentCategory category : ComponentCategory.values()) {
            Component component = spec.componentsList().get(category);
            String name = category.resourceName();
            String field = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            fields.put(field, component == null ? null : component(component));
        }
        return GoStruct.of("ComponentsList", fields);
    }

    private static GoStruct component(Component component) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("Name", orEmpty(component.name()));
        fields.put("Namespace", orEmpty(component.namespace()));
        fields.put("Additions", component.additions());
        return GoStruct.of("Component", fields);
    }

    private static Map<String, @Nullable Object> resources(ClusterSpec spec) {
        Map<String, @Nullable Object> resources = new LinkedHashMap<>();
        spec.productAllowedClusterResources().forEach((product, allowed) -> {
            List<GoStruct> structs = new ArrayList<>();
            allowed.forEach(resource -> structs.add(
                    GoStruct.of("ClusterResourceInfo", Map.of("Kind", resource.kind(), "Group", resource.group()))));
            resources.put(product, structs);
        });
        return resources;
    }
}
