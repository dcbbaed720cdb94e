package io.nautes.cluster.gitstore.internal.rendering;

import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.yaml.YamlInput;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A check that texts are YAML. It takes longer than rendering, so it remembers the shapes of texts that passed: most
 * files of a change are unchanged, or similar to those of other clusters. Safe for use by several threads.
 */
final class YamlCheck {
    private static final int REMEMBERED = 1_000;
    private static final int LONGEST_REMEMBERED = 1 << 13;

    private final Set<String> passed = ConcurrentHashMap.newKeySet();

    /**
     * Checks a text.
     *
     * @throws MalformedDocumentException if the text is not YAML
     */
    void check(String text) {
        String shape = YamlShape.of(text);
        String key = shape == null ? text : shape;
        if (passed.contains(key)) {
            return;
        }
        YamlInput.parseAll(text);
        if (key.length() <= LONGEST_REMEMBERED) {
            if (passed.size() >= REMEMBERED) {
                passed.clear();
            }
            passed.add(key);
        }
    }
}
