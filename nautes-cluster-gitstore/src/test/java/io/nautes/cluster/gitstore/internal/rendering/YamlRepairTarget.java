package io.nautes.cluster.gitstore.internal.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.model.internal.yaml.YamlInput;

/** Opens the repair of YAML to fuzz targets. */
public final class YamlRepairTarget {
    private YamlRepairTarget() {}

    /** Checks that what is repaired is YAML, and differs by line breaks only. */
    public static void check(String text) {
        GluedSeparators.repaired(text).ifPresent(repaired -> {
            assertThat(YamlInput.parseAll(repaired)).isNotNull();
            assertThat(repaired.lines().reduce("", String::concat))
                    .isEqualTo(text.lines().reduce("", String::concat));
        });
    }
}
