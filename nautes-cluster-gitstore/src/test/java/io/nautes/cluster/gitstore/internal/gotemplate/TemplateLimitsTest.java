package io.nautes.cluster.gitstore.internal.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of small templates that need many resources: each fails soon, with its position. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class TemplateLimitsTest {
    private static final String BIG = "é".repeat(500_000);

    private static String render(String template) {
        Map<String, Object> root = Map.of(
                "big", BIG,
                "bits", Collections.nCopies(50_000, "x"),
                "list", Collections.nCopies(900, "x"));
        return GoTemplate.compile("t.yaml", template, Set.of("copies"), TemplateLimits.DEFAULT)
                .render(root, Map.of("copies", arguments -> Collections.nCopies(100_000, "x")), Escaping.NONE);
    }

    static Stream<Arguments> expensive() {
        String loops = "{{range .list}}{{range $.list}}";
        return Stream.of(
                Arguments.of("{{ " + "1".repeat(1_000_000) + " }}", "number is longer"),
                Arguments.of("{{ 1" + "e+".repeat(400_000) + " }}", "number is longer"),
                Arguments.of("{{ 0x" + "p-".repeat(400_000) + " }}", "number is longer"),
                Arguments.of("{{ ." + "5_".repeat(400_000) + " }}", "number is longer"),
                Arguments.of("{{$a := 1}}".repeat(60_000) + "{{$b}}", "undefined variable"),
                Arguments.of("a".repeat((1 << 20) + 1), "template is longer"),
                Arguments.of(loops + "{{if eq $.big \"a\"}}{{end}}{{end}}{{end}}", "steps"),
                Arguments.of(loops + "{{if lt $.big $.big}}{{end}}{{end}}{{end}}", "steps"),
                Arguments.of(loops + "{{$n := len $.big}}{{end}}{{end}}", "steps"),
                Arguments.of(loops + "{{$n := index $.big 1}}{{end}}{{end}}", "steps"),
                Arguments.of(loops + "{{range $.bits}}{{break}}{{end}}{{end}}{{end}}", "steps"),
                Arguments.of(loops + "{{$p := print $.big}}{{end}}{{end}}", "functions create"),
                Arguments.of(loops + "{{$p := copies}}{{end}}{{end}}", "functions create"),
                Arguments.of("{{range .list}}{{$.big}}{{end}}", "text grows beyond"));
    }

    @ParameterizedTest
    @MethodSource("expensive")
    void expensiveTemplateFailsSoonWithAPosition(String template, String problem) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> render(template))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("t.yaml:1:")
                .hasMessageContaining(problem);
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(10);
    }

    @Test
    void longTextsAreEscapedWithinTheLimits() {
        assertThat(render("{{len (js .big)}}")).isEqualTo("1000000");
        assertThatThrownBy(() -> render("{{urlquery .big}}")).hasMessageContaining("text grows beyond");
        assertThat(render("{{len (printf \"%q\" .big)}}")).isEqualTo("1000002");
        assertThat(render("{{js \"<\\u2028😀\"}}{{printf \"%q\" \"\\u2028\\U000E0001\"}}{{urlquery \"é\"}}"))
                .isEqualTo("\\u003C\\u2028😀\"\\u2028\\U000e0001\"%C3%A9");
    }

    @Test
    void conditionOnALongTextIsCheap() {
        assertThat(render("{{range .list}}{{range $.list}}{{if $.big}}{{end}}{{end}}{{end}}done"))
                .isEqualTo("done");
    }

    @Test
    void longNumberThatGoPrintsIsParsed() {
        assertThat(render("{{printf \"%v\" 1" + "0".repeat(300) + ".0}}")).isEqualTo("1e+300");
    }

    @Test
    void renderingStopsOnRequest() {
        GoTemplate template = GoTemplate.compile(
                "t.yaml", "\n{{range .}}{{range $}}{{$a := 1}}{{end}}{{end}}", Set.of(), TemplateLimits.DEFAULT);
        List<String> list = Collections.nCopies(1_500, "x");
        int[] asked = new int[1];

        assertThatThrownBy(() -> template.render(list, Map.of(), Escaping.NONE, () -> ++asked[0] > 3))
                .isInstanceOfSatisfying(TemplateException.class, e -> {
                    assertThat(e.kind()).isEqualTo(TemplateException.Kind.STOPPED);
                    assertThat(e.line()).isEqualTo(2);
                });
        assertThat(asked[0]).isEqualTo(4);
    }

    @Test
    void interruptedThreadStopsRenderingAndStaysInterrupted() {
        GoTemplate template = GoTemplate.compile(
                "t.yaml", "{{range .}}{{range $}}{{$a := 1}}{{end}}{{end}}", Set.of(), TemplateLimits.DEFAULT);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> template.render(Collections.nCopies(1_500, "x"), Map.of(), Escaping.NONE))
                .hasMessageContaining("stopped");
        assertThat(Thread.interrupted()).isTrue();
    }
}
