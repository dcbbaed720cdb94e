package io.nautes.cluster.model;

import io.nautes.cluster.model.InputProblem.Kind;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields that manifests of an older Nautes have at the top of {@code spec}. They are parameters of components now; a value
 * that is given at its new location wins.
 */
final class MovedFields {
    private static final String TRAEFIK = "traefik";

    /** The fields whose value is the host name of a component. */
    private static final Map<String, ComponentCategory> HOSTS =
            Map.of("argocdHost", ComponentCategory.DEPLOYMENT, "tektonHost", ComponentCategory.PIPELINE);

    private final Map<ComponentCategory, Map<String, String>> additions = new EnumMap<>(ComponentCategory.class);

    /** Returns whether manifests of an older Nautes have the field. */
    static boolean isMoved(String name) {
        return name.equals(TRAEFIK) || HOSTS.containsKey(name);
    }

    /** Takes a value and reports where it belongs. */
    void take(String name, @Nullable Object value, List<InputProblem> problems) {
        String pointer = JsonPointers.child("", name);
        ComponentCategory category = HOSTS.get(name);
        if (category != null) {
            problems.add(problem(pointer, name, taken(category, "host", value)));
        } else if (value instanceof Map<?, ?> ports) {
            ports.forEach((key, port) -> {
                String addition = String.valueOf(key);
                String location = taken(ComponentCategory.GATEWAY, addition, port);
                problems.add(problem(JsonPointers.child(pointer, addition), addition, location));
            });
        } else {
            problems.add(problem(pointer, name, null));
        }
    }

    private static InputProblem problem(String pointer, String name, @Nullable String location) {
        return new InputProblem(location == null ? Kind.UNKNOWN_FIELD : Kind.MOVED_FIELD, pointer, name, location);
    }

    /** Returns where the value belongs; {@code null} if it is not a text. */
    private @Nullable String taken(ComponentCategory category, String addition, @Nullable Object value) {
        if (!(value instanceof String text)) {
            return null;
        }
        additions.computeIfAbsent(category, key -> new LinkedHashMap<>()).put(addition, text);
        return "componentsList." + category.resourceName() + ".additions." + addition;
    }

    /**
     * Returns the request with the values at their new locations. A host has no component with a host name, so that such
     * a value is reported as unknown and left out.
     */
    ClusterRequest addTo(ClusterRequest request, List<InputProblem> problems) {
        if (Usage.HOST.equals(request.usage())) {
            additions.keySet().removeAll(HOSTS.values());
            problems.replaceAll(problem -> problem.kind() == Kind.MOVED_FIELD && HOSTS.containsKey(problem.received())
                    ? problem(problem.pointer(), problem.received(), null)
                    : problem);
        }
        ClusterRequest.Builder builder = request.toBuilder();
        additions.forEach((category, moved) -> {
            Component given = request.componentsList().getOrDefault(category, new Component(null, null, Map.of()));
            Map<String, String> all = new LinkedHashMap<>(moved);
            all.putAll(given.additions());
            builder.component(category, new Component(given.name(), given.namespace(), all));
        });
        return additions.isEmpty() ? request : builder.build();
    }
}
