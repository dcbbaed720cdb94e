package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.fixtures.FuzzLimits;
import io.nautes.cluster.gitstore.internal.rendering.YamlRepairTarget;
import io.nautes.cluster.gitstore.internal.snapshot.KustomizationEditor;
import io.nautes.cluster.model.error.MalformedDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/**
 * Fuzz targets of the editors. Whatever the folder of clusters contains, an edit of the kustomization changes only its
 * list, or is refused. An ordinary test run tries the seeds; with {@code JAZZER_FUZZ=1} one target is fuzzed.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class EditorsFuzzTest {
    private static final String NEW = "m-new.yaml";

    @FuzzTest(maxDuration = "10m")
    void kustomization(byte[] input) {
        FuzzLimits.check(() -> edit(new String(input, StandardCharsets.UTF_8)));
    }

    private static void edit(String text) {
        try {
            List<String> before = text.isBlank() ? List.of() : TestRepository.listed(text);
            String added = KustomizationEditor.edit(text, "k.yaml", List.of(NEW), List.of());
            List<String> expected = new ArrayList<>(before);
            if (!expected.contains(NEW)) {
                expected.add(NEW);
            }
            assertThat(TestRepository.listed(added)).containsExactlyInAnyOrderElementsOf(expected);
            if (!before.isEmpty()) {
                assertThat(isSubsequence(text, added)).as("everything stays").isTrue();
            }
            String removed = KustomizationEditor.edit(added, "k.yaml", List.of(), List.of(NEW));
            expected.removeIf(NEW::equals);
            assertThat(TestRepository.listed(removed)).containsExactlyInAnyOrderElementsOf(expected);
        } catch (RegistryException | MalformedDocumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static boolean isSubsequence(String part, String whole) {
        int at = 0;
        for (int i = 0; i < whole.length() && at < part.length(); i++) {
            at += whole.charAt(i) == part.charAt(at) ? 1 : 0;
        }
        return at == part.length();
    }

    @FuzzTest(maxDuration = "10m")
    void gluedSeparators(byte[] input) {
        FuzzLimits.check(() -> YamlRepairTarget.check(new String(input, StandardCharsets.UTF_8)));
    }
}
