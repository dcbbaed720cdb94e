package io.nautes.cluster.gitstore.internal.gotemplate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Renders short templates with a small set of values. */
final class Rendering {
    static final Map<String, @Nullable Object> WORLD = world();

    private Rendering() {}

    static String of(String template) {
        return of(template, WORLD);
    }

    static String of(String template, @Nullable Object root) {
        return compile(template).render(root, Map.of("join", Rendering::join), Escaping.NONE);
    }

    static GoTemplate compile(String template) {
        return GoTemplate.compile("t.yaml", template, Set.of("join"), TemplateLimits.DEFAULT);
    }

    private static Object join(List<@Nullable Object> arguments) {
        StringBuilder joined = new StringBuilder();
        for (Object argument : arguments) {
            if (!(argument instanceof String text)) {
                throw new FunctionException("join takes strings");
            }
            joined.append(joined.isEmpty() ? "" : "+").append(text);
        }
        return joined.toString();
    }

    private static Map<String, @Nullable Object> world() {
        Map<String, @Nullable Object> world = new LinkedHashMap<>();
        world.put("name", "pipeline-1");
        world.put("empty", "");
        world.put("list", List.of("a", "b", "c"));
        world.put("none", List.of());
        world.put("numbers", List.of(3, 5));
        world.put("ports", Map.of("https", 30443, "http", 30080));
        world.put("yes", true);
        world.put("zero", 0);
        world.put("nothing", null);
        Map<String, @Nullable Object> spec = new LinkedHashMap<>();
        spec.put("Usage", "host");
        spec.put("Port", 6443);
        spec.put("Host", null);
        Map<String, @Nullable Object> cluster = new LinkedHashMap<>();
        cluster.put("Name", "c1");
        cluster.put("Spec", GoStruct.of("Spec", spec));
        world.put("cluster", GoStruct.of("Cluster", cluster));
        return world;
    }
}
