package io.nautes.cluster.gitstore.internal.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.yaml.YamlInput;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlShapeTest {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");
    private static final List<String> WORDS = List.of("a", "b", "a", "b", "1", "17");

    /** Lines that are valid next to some of the other lines, mostly with words that have a meaning. */
    private static final List<String> LINES = List.of(
            "a: b",
            "a: b",
            "b: a",
            "- a: b",
            "- a",
            "- a b: b",
            "- b b: a",
            "- a:",
            "- b:",
            "a:",
            "  a: b",
            "  b: a",
            "  a",
            "  - a",
            "  - b",
            "a b: a",
            "- - a: b",
            "- {",
            "{",
            "}",
            "  a: b,",
            "  a,",
            "  - a,",
            "  a: b }",
            "  b }",
            "a: {b: a, a: b}",
            "- [",
            "[",
            "]",
            "  [a, b]",
            "? a",
            "  ? a b",
            ": b",
            "- ? a",
            "? \"a",
            "?\u0085\"a",
            "?\u2028\"b",
            "  b: a\"",
            "  a: b'",
            "a: \"b",
            "- 'a",
            "# a",
            "  # a: b",
            "- &a b",
            "a: &b a",
            "- *a",
            "- *b",
            "b: *a",
            "<<: *a",
            "a: |1",
            "- |2",
            "- >1",
            "    a",
            "   a",
            "!!set",
            "- !!set {a, b}",
            "- !!int a",
            "a: !b a",
            "---",
            "--- a",
            "...",
            "%YAML 1.1",
            "- \"\\x41\"",
            "a: \"\\xbb\"",
            "- a: b: a",
            "a: b #a",
            "a: - b",
            "a: @b",
            "- `a",
            "a:\tb",
            "- a\r",
            "a: b\r- b: a",
            "- a: 'b''a'",
            "- \"a\": b",
            "a : b",
            "- a ?",
            "- a:b",
            "a: b:",
            "- :a",
            "a: [b",
            "  a]",
            "- $a(b)",
            "a: ~",
            "- a-b.a/b",
            "-a: b",
            "a: \u0085b",
            "- a # b");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: team-7                 | name: team-12",
                "'  - name: team-7.example'   | '  - name: team-b.example'",
                "- 10.0.0.1                   | - 10.0.11.1",
                "url: https://a.b:6443/x?y=z  | url: https://cc.dd:30443/xx?yy=1",
                "'# of team7: see (a)'        | '# of others: see (b)'",
                "name: \"team-7\"             | name: \"group-8\"",
                "hosts: [a.example, b]        | hosts: [cc.example, 1]",
            })
    void wordsOfValuesAndCommentsMakeNoDifference(String one, String other) {
        assertThat(YamlShape.of(one)).isNotNull().isEqualTo(YamlShape.of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1                | b: 1",
                "- a: 1              | - b: 1",
                "- a b: 1            | - c b: 1",
                "- a:                | - b:",
                "a: *b               | a: *c",
                "a: &b c             | a: &d c",
                "a: |2               | a: |3",
                "a: !b c             | a: !d c",
                "'a: \"\\x41\"'      | 'a: \"\\xyz\"'",
                "plain text          | other text",
                "a: b-c              | a: b.c",
                "a: b c              | a: bc",
                "a: b                | a: ''",
            })
    void allOtherTextMakesADifference(String one, String other) {
        assertThat(YamlShape.of(one)).isNotNull().isNotEqualTo(YamlShape.of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: {b: c}", "{\n a,\n b\n}", "? a\n: b", "- ? a b", "a: b ?", "x?\ty", "?\u0085a", "{"})
    void textWithPossiblyHiddenKeysHasNoShape(String text) {
        assertThat(YamlShape.of(text)).isNull();
    }

    @Test
    void lineEndsAreKept() {
        assertThat(YamlShape.of("a: b\r\n- 12\n\nc: d")).isEqualTo("a: w\r\n- w\n\nc: w");
        assertThat(YamlShape.of("a: b\rc: d\n")).isEqualTo("a: b\rc: d\n");
        assertThat(YamlShape.of("")).isEmpty();
        assertThat(YamlShape.of("a: b\n\r\n")).isEqualTo("a: w\n\r\n");
    }

    @Test
    void textsOfOneShapeAreAllYamlOrAllInvalid() {
        Random random = new Random(20_260_118);
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = text(random);
            String other = withOtherWords(text, random);
            String shape = YamlShape.of(text);
            if (shape == null || other.equals(text) || !shape.equals(YamlShape.of(other))) {
                continue;
            }
            boolean isYaml = isYaml(text);
            assertThat(isYaml(other)).as("%s%n----%n%s", text, other).isEqualTo(isYaml);
            if (isYaml) {
                accepted++;
            } else {
                refused++;
            }
        }
        assertThat(accepted).isGreaterThan(500);
        assertThat(refused).isGreaterThan(500);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int lines = 1 + random.nextInt(5);
        for (int line = 0; line < lines; line++) {
            text.append(random.nextInt(4) == 0 ? "  " : "")
                    .append(LINES.get(random.nextInt(LINES.size())))
                    .append('\n');
        }
        return text.toString();
    }

    private static String withOtherWords(String text, Random random) {
        return WORD.matcher(text)
                .replaceAll(word -> random.nextBoolean() ? word.group() : WORDS.get(random.nextInt(WORDS.size())));
    }

    private static boolean isYaml(String text) {
        try {
            YamlInput.parseAll(text);
            return true;
        } catch (MalformedDocumentException e) {
            return false;
        }
    }

    /** A key within brackets may have up to 1,024 characters. A longer word instead of it is not YAML. */
    @ParameterizedTest
    @ValueSource(strings = {"a: [%s: b]\n", "a: [\"%s\": b]\n", "- [b, '%s':b]\n", "- a: [[%s : b]]\n"})
    void longKeysInBracketsHaveAnotherShapeThanShortOnes(String text) {
        String brief = text.formatted("key");
        String lengthy = text.formatted("k".repeat(1_025));
        YamlInput.parseAll(brief);
        assertThatThrownBy(() -> YamlInput.parseAll(lengthy)).isInstanceOf(MalformedDocumentException.class);

        assertThat(YamlShape.of(lengthy)).isNotEqualTo(YamlShape.of(brief));
    }
}
