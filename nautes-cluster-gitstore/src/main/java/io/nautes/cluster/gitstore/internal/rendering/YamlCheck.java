package io.nautes.cluster.gitstore.internal.rendering;

import io.nautes.cluster.model.MalformedDocumentException;
import io.nautes.cluster.model.internal.YamlInput;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Checks that texts are YAML. Most files of a change are as they were, or the same for all clusters, so the last texts that
 * passed are remembered: a check takes longer than the rendering. Safe for use by several threads.
 */
final class YamlCheck {
    private static final int REMEMBERED = 1_000;
    private static final int LONGEST_REMEMBERED = 1 << 13;

    private final Map<String, Boolean> passed = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Checks a text.
     *
     * @throws MalformedDocumentException if it is not YAML
     */
    void check(String text) {
        synchronized (passed) {
            if (passed.get(text) != null) {
                return;
            }
        }
        YamlInput.parseAll(text);
        if (text.length() <= LONGEST_REMEMBERED) {
            synchronized (passed) {
                passed.put(text, true);
            }
        }
    }
}
