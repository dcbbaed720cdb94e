package io.nautes.cluster.gitstore.internal.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nautes.cluster.fixtures.FuzzLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/**
 * Fuzz target of templates. Any template is rendered or fails with a position, within its limits. An ordinary test run
 * tries the seeds; with {@code JAZZER_FUZZ=1} the target is fuzzed.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class TemplateFuzzTest {
    /**
     * The number of items. A loop of seven calls of printf over 2,000 items allocates 21 MB, but 98 MB with the hooks
     * of the fuzzer.
     */
    private static final int ITEMS = 500;

    private static final Map<String, Object> ROOT = Map.of(
            "list", Collections.nCopies(ITEMS, "x"),
            "big", "é".repeat(100_000),
            "map", Map.of("a", 1, "b", 2.5, "c", List.of("x", true)));

    @FuzzTest(maxDuration = "10m")
    void template(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        FuzzLimits.check(() -> {
            try {
                String output = GoTemplate.compile("t.yaml", text, Set.of("split"), TemplateLimits.DEFAULT)
                        .render(ROOT, Map.of("split", TemplateFuzzTest::split), Escaping.NONE);
                assertThat(output.length()).isLessThanOrEqualTo(TemplateLimits.DEFAULT.text());
            } catch (TemplateException e) {
                assertThat(e.getMessage()).startsWith("t.yaml:");
                assertThat(e.line()).isPositive();
                assertThat(e.column()).isPositive();
            }
        });
    }

    /**
     * Splits a text at one character with plain loops, because the fuzzer's hooks in the methods of the JDK allocate
     * more than the target may.
     */
    private static List<String> split(List<Object> arguments) {
        if (arguments.size() != 2
                || !(arguments.get(0) instanceof String text)
                || !(arguments.get(1) instanceof String separator)
                || separator.length() != 1) {
            throw new FunctionException("split takes two strings");
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == separator.charAt(0)) {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
