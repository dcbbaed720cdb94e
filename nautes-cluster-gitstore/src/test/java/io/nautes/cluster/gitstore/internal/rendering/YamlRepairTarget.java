package io.nautes.cluster.gitstore.internal.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.model.internal.yaml.YamlInput;

/** Makes the repair of YAML available to fuzz targets. */
public final class YamlRepairTarget {
    private YamlRepairTarget() {}

    /** Checks that a repaired text is YAML, and differs only by line breaks. */
    public static void check(String text) {
        GluedSeparators.repaired(text).ifPresent(repaired -> {
            assertThat(YamlInput.parseAll(repaired)).isNotNull();
            assertThat(repaired.lines().reduce("", String::concat))
                    .isEqualTo(text.lines().reduce("", String::concat));
        });
    }
}
