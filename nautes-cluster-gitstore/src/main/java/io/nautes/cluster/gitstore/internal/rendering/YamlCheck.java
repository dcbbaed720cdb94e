package io.nautes.cluster.gitstore.internal.rendering;

import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.yaml.YamlInput;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks that texts are YAML. Most files of a change are as they were, or like those of other clusters, so shapes of
 * texts that passed are remembered: a check takes longer than the rendering. Safe for use by several threads.
 */
final class YamlCheck {
    private static final int REMEMBERED = 1_000;
    private static final int LONGEST_REMEMBERED = 1 << 13;

    private final Set<String> passed = ConcurrentHashMap.newKeySet();

    /**
     * Checks a text.
     *
     * @throws MalformedDocumentException if it is not YAML
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
