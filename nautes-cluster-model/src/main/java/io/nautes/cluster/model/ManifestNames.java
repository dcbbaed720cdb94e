package io.nautes.cluster.model;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;

/** Translates the names of a request's fields between the API's spelling and that of manifests. */
final class ManifestNames {
    private static final String COMPONENTS_LIST = "components_list";
    private static final String VCLUSTER = "vcluster";

    private static final Map<String, String> REQUEST_FIELDS = apiNames(ClusterRequest.class);
    private static final Map<String, String> VCLUSTER_FIELDS = apiNames(Vcluster.class);
    private static final Map<String, String> MANIFEST_FIELDS = new HashMap<>();
    private static final Map<String, String> MANIFEST_VCLUSTER_FIELDS = new HashMap<>();

    static {
        REQUEST_FIELDS.forEach((manifestName, apiName) -> MANIFEST_FIELDS.put(apiName, manifestName));
        VCLUSTER_FIELDS.forEach((manifestName, apiName) -> MANIFEST_VCLUSTER_FIELDS.put(apiName, manifestName));
    }

    private ManifestNames() {}

    private static Map<String, String> apiNames(Class<? extends Record> type) {
        SnakeCaseStrategy snakeCase = new SnakeCaseStrategy();
        Map<String, String> names = new HashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            names.put(component.getName(), snakeCase.translate(component.getName()));
        }
        return names;
    }

    /** Returns the pointer in a manifest that an API pointer means. */
    static String pointer(String apiPointer) {
        if (apiPointer.isEmpty()) {
            return "/spec";
        }
        String[] steps = apiPointer.substring(1).split("/", -1);
        StringBuilder pointer = new StringBuilder("/spec");
        for (int i = 0; i < steps.length; i++) {
            pointer.append('/').append(toManifest(steps[0], i, steps[i]));
        }
        return pointer.toString();
    }

    private static String toManifest(String first, int depth, String name) {
        if (depth == 0) {
            return MANIFEST_FIELDS.getOrDefault(name, name);
        }
        if (depth == 1 && first.equals(COMPONENTS_LIST)) {
            return ComponentCategory.ofName(name)
                    .map(ComponentCategory::resourceName)
                    .orElse(name);
        }
        return depth == 1 && first.equals(VCLUSTER) ? MANIFEST_VCLUSTER_FIELDS.getOrDefault(name, name) : name;
    }

    /**
     * Returns the API's name of a known field.
     *
     * @param first the manifest's name of the field at the top that the name is or is in
     * @param depth the number of names before this one
     * @param name the manifest's name
     */
    static String toApi(String first, int depth, String name) {
        if (depth == 0) {
            return REQUEST_FIELDS.getOrDefault(name, name);
        }
        if (depth == 1 && COMPONENTS_LIST.equals(REQUEST_FIELDS.get(first))) {
            return ComponentCategory.ofResourceName(name)
                    .map(ComponentCategory::wireName)
                    .orElse(name);
        }
        return depth == 1 && first.equals(VCLUSTER) ? VCLUSTER_FIELDS.getOrDefault(name, name) : name;
    }
}
