package io.nautes.cluster.model;

import io.nautes.cluster.model.RequestField.Spelling;

/** Translates pointers from the API's names to those of a manifest. */
final class ManifestPointers {
    private ManifestPointers() {}

    static String of(String apiPointer) {
        if (apiPointer.isEmpty()) {
            return "/spec";
        }
        String[] steps = apiPointer.substring(1).split("/", -1);
        StringBuilder pointer = new StringBuilder("/spec");
        for (int i = 0; i < steps.length; i++) {
            pointer.append('/').append(step(steps, i));
        }
        return pointer.toString();
    }

    private static String step(String[] steps, int i) {
        if (i == 1 && steps[0].equals(RequestField.COMPONENTS_LIST.wireName())) {
            return ComponentCategory.ofName(steps[1])
                    .map(ComponentCategory::resourceName)
                    .orElse(steps[1]);
        }
        boolean field = i == 0 || (i == 1 && steps[0].equals(RequestField.VCLUSTER.wireName()));
        RequestField known = field ? RequestField.ofWireName(steps[i]) : null;
        return known == null ? steps[i] : known.name(Spelling.MANIFEST);
    }
}
