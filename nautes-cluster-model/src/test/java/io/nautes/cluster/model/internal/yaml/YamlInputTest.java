package io.nautes.cluster.model.internal.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.yaml.InputNode.Mapping;
import io.nautes.cluster.model.internal.yaml.InputNode.Scalar;
import io.nautes.cluster.model.internal.yaml.InputNode.ScalarType;
import io.nautes.cluster.model.internal.yaml.InputNode.Sequence;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlInputTest {
    private static void assertRefused(String yaml, int line, int column, String problem) {
        assertThatExceptionOfType(MalformedDocumentException.class)
                .isThrownBy(() -> YamlInput.composed(yaml))
                .withMessageContaining(problem)
                .satisfies(e -> assertThat(List.of(e.line(), e.column())).containsExactly(line, column));
    }

    private static Mapping mapping(String yaml) {
        return (Mapping) YamlInput.composed(yaml).get(0);
    }

    private static Scalar scalar(String yaml) {
        return (Scalar) mapping("k: " + yaml).entries().get("k");
    }

    private static Object plain(String yaml) {
        return InputTree.toMap(mapping(yaml));
    }

    @Test
    void exactlyOneDocumentIsRead() {
        assertThat(YamlInput.parse("a: b\n"))
                .isEqualTo(YamlInput.parseAll("a: b\n").get(0));
        assertThatExceptionOfType(MalformedDocumentException.class)
                .isThrownBy(() -> YamlInput.parse("# nothing\n"))
                .withMessageContaining("the document is empty");
        assertThatExceptionOfType(MalformedDocumentException.class)
                .isThrownBy(() -> YamlInput.parse("a: b\n---\nc: d\n"))
                .withMessageContaining("there is more than one document");
    }

    @Test
    void emptyDocumentsOfAStreamAreIgnored() {
        assertThat(YamlInput.parseAll("---\n---\n# nothing\n---\nnull\n---\ntext\n---\n{}\n"))
                .extracting(InputNode::description)
                .containsExactly("a string", "an object");
    }

    @Test
    void positionsAreCountedFromOneAndIndexesFromZero() {
        Mapping root = mapping("# comment\na: 'x'\nb:\n  - [y, {c: 1}]\n");
        Sequence list = (Sequence) root.entries().get("b");
        Sequence inner = (Sequence) list.items().get(0);

        assertThat(root.line()).isEqualTo(2);
        assertThat(root.column()).isEqualTo(1);
        assertThat(root.entries().get("a")).isEqualTo(new Scalar("x", ScalarType.STRING, "x", 2, 4, 13, 16));
        assertThat(List.of(list.line(), list.column())).containsExactly(4, 3);
        assertThat(List.of(inner.line(), inner.column())).containsExactly(4, 5);
        assertThat(inner.items().get(0)).isEqualTo(new Scalar("y", ScalarType.STRING, "y", 4, 6, 25, 26));
        assertThat(inner.items().get(1).line()).isEqualTo(4);
        assertThat(inner.items().get(1).column()).isEqualTo(9);
    }

    static Stream<Arguments> scalars() {
        return Stream.of(
                arguments("", ScalarType.NULL, ""),
                arguments("~", ScalarType.NULL, "~"),
                arguments("null", ScalarType.NULL, "null"),
                arguments("'null'", ScalarType.STRING, "null"),
                arguments("yes", ScalarType.BOOLEAN, true),
                arguments("false", ScalarType.BOOLEAN, false),
                arguments("!!bool maybe", ScalarType.STRING, "maybe"),
                arguments("12", ScalarType.NUMBER, 12),
                arguments("0x10", ScalarType.NUMBER, 16),
                arguments("3000000000", ScalarType.NUMBER, 3_000_000_000L),
                arguments("18446744073709551616", ScalarType.NUMBER, BigInteger.TWO.pow(64)),
                arguments("1.5", ScalarType.NUMBER, 1.5),
                arguments(".inf", ScalarType.NUMBER, Double.POSITIVE_INFINITY),
                arguments("1e400", ScalarType.STRING, "1e400"),
                arguments("!!int x", ScalarType.STRING, "x"),
                arguments("!!str 12", ScalarType.STRING, "12"),
                arguments("!custom 12", ScalarType.STRING, "12"),
                arguments("2001-01-01", ScalarType.STRING, "2001-01-01"));
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void scalarHasTheTypeThatYamlGivesIt(String yaml, ScalarType type, Object value) {
        assertThat(scalar(yaml).type()).isEqualTo(type);
        assertThat(scalar(yaml).value()).isEqualTo(value);
        assertThat(scalar(yaml).isNull()).isEqualTo(type == ScalarType.NULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!!int ", "!!int '"})
    void digitsUpToTheGreatestLengthAreANumber(String before) {
        String end = before.endsWith("'") ? "'" : "";
        String longest = "9".repeat(YamlLimits.MAX_NUMBER_LENGTH);

        assertThat(scalar(before + longest + end).value()).isEqualTo(new BigInteger(longest));
        assertThat(scalar(before + longest + "9" + end).value()).isEqualTo(longest + "9");
    }

    @Test
    void otherTextIsAString() {
        assertThat(YamlInput.isString("host-1")).isTrue();
        assertThat(YamlInput.isString("12")).isFalse();
        assertThat(YamlInput.isString("yes")).isFalse();
        assertThat(YamlInput.isString("2001-01-01")).isFalse();
        assertThat(YamlInput.isString("9".repeat(YamlLimits.MAX_NUMBER_LENGTH))).isFalse();
        assertThat(YamlInput.isString("9".repeat(YamlLimits.MAX_NUMBER_LENGTH + 1)))
                .isTrue();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("a: b\n  c: d\n", 2, 4, "not YAML: mapping values are not allowed here"),
                arguments("a: *hidden\n", 1, 4, "an alias is used before its anchor"),
                arguments("{a: b\n c: d}", 2, 3, "a comma is missing"),
                arguments("a: 1\nb:\n  c: 1\n  c: 2\n", 4, 3, "a key is listed twice"),
                arguments("a:\n  ? [b]\n  : c\n", 2, 5, "a key is not a scalar"),
                arguments("a:\n  <<: b\n", 2, 7, "a merge key takes an object or a list of objects"),
                arguments("a: &a\n  b: *a\n", 1, 4, "the document refers to itself"),
                arguments("a: \u0000", 0, 0, "special characters are not allowed"),
                arguments("a: !%1", 0, 0, "a tag, such as !name, is not complete"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedYamlIsRefusedWithItsPosition(String yaml, int line, int column, String problem) {
        assertRefused(yaml, line, column, problem);
    }

    @Test
    void problemIsDescribedInOneLineAndWithoutTheDocument() {
        assertThatExceptionOfType(MalformedDocumentException.class)
                .isThrownBy(() -> YamlInput.composed("a: *hush-hush"))
                .withMessageNotContaining("hush-hush");
        assertThatExceptionOfType(MalformedDocumentException.class)
                .isThrownBy(() -> YamlInput.composed("a: \u0000"))
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void entriesOverrideMergedEntriesAndEarlierSourcesOverrideLaterOnes() {
        assertThat(plain("""
                        x: &x {a: 1, b: 1}
                        y: &y {b: 2, c: 2}
                        z:
                          <<: [*x, *y]
                          a: 3
                        """)).asString().isEqualTo("{x={a=1, b=1}, y={b=2, c=2}, z={a=3, b=1, c=2}}");
        assertThat(plain("{x: &x {a: 1}, y: {<<: *x, b: 2}}")).asString().isEqualTo("{x={a=1}, y={b=2, a=1}}");
    }

    @Test
    void listsAndMappingsNestUpToTheLimit() {
        String lists = "[".repeat(YamlLimits.MAX_DEPTH) + "]".repeat(YamlLimits.MAX_DEPTH);
        String mappings = "{a: ".repeat(YamlLimits.MAX_DEPTH) + "b" + "}".repeat(YamlLimits.MAX_DEPTH);
        String problem = "nested deeper than " + YamlLimits.MAX_DEPTH + " levels";

        assertThat(YamlInput.composed(lists)).hasSize(1);
        assertThat(YamlInput.composed(mappings)).hasSize(1);
        assertRefused("[" + lists + "]", 1, YamlLimits.MAX_DEPTH + 1, problem);
        assertRefused("{a: " + mappings + "}", 1, "{a: ".length() * YamlLimits.MAX_DEPTH + 1, problem);
    }

    @Test
    void siblingsAreNotNestedInEachOther() {
        int many = 2 * YamlLimits.MAX_DEPTH;

        assertThat(YamlInput.composed("- [a]\n".repeat(many))).hasSize(1);
        assertThat(YamlInput.composed("- {a: b}\n".repeat(many))).hasSize(1);
    }

    /** Lists and mappings are values, too. */
    private static String documentOf(int values) {
        return "---\n" + "- []\n- {}\n" + "- a\n".repeat(values - 3);
    }

    @Test
    void valuesOfADocumentAreLimited() {
        assertThat(YamlInput.composed(documentOf(YamlLimits.MAX_NODES_OF_DOCUMENT) + "---\nthe next\n"))
                .hasSize(2);
        assertRefused(
                documentOf(YamlLimits.MAX_NODES_OF_DOCUMENT + 1),
                2,
                1,
                "too many values: more than " + YamlLimits.MAX_NODES_OF_DOCUMENT + " in one document, or "
                        + YamlLimits.MAX_NODES + " in all");
    }

    @Test
    void lineBeyondTheGreatestLengthIsRefused() {
        assertRefused("a: b\n#" + "x".repeat(YamlLimits.MAX_LINE), 2, 1, "the line has more than");
    }

    /** The library's own limit is three million. */
    @Test
    void documentOfMoreThanThreeMillionCharactersIsRead() {
        String comment = "#" + "x".repeat(98) + "\n";

        assertThat(plain(comment.repeat(33_000) + "a: b\n")).asString().isEqualTo("{a=b}");
    }

    private static String aliases(int times) {
        return IntStream.range(0, times).mapToObj(i -> "- *a\n").collect(Collectors.joining());
    }

    /** Each is a value of 1,000 values, itself included. */
    @ParameterizedTest
    @CsvSource({
        "'[', x, 999, ']'",
        "'[', '[x, x, x]', 249, 'x, x, x]'",
        "'[', '{b: x, c: [x]}', 249, 'x, x, x]'",
    })
    void aliasRepeatsAsManyValuesAsItsAnchorHas(String start, String item, int items, String end) {
        String anchor = "- &a " + start + (item + ", ").repeat(items) + end + "\n";
        int times = YamlLimits.MAX_REPEATED / 1_000;

        assertThat(((Sequence) YamlInput.composed(anchor + aliases(times)).get(0)).items())
                .hasSize(times + 1);
        assertRefused(
                anchor + aliases(times + 1),
                1,
                3,
                "aliases and merge keys repeat more than " + YamlLimits.MAX_REPEATED + " values");
    }

    @Test
    void aliasOfAScalarRepeatsOneValue() {
        assertThat(YamlInput.composed("- &a x\n" + aliases(YamlLimits.MAX_REPEATED)))
                .hasSize(1);
        assertRefused("- &a x\n" + aliases(YamlLimits.MAX_REPEATED + 1), 1, 3, "repeat more than");
    }

    /** The alias repeats 313 values, the mapping included, and the merge key 312. */
    @Test
    void mergeKeyRepeatsTheEntriesOfItsSource() {
        String source = IntStream.range(0, 312).mapToObj(i -> "k" + i + ": x").collect(Collectors.joining(", "));
        String anchor = "- &a {" + source + "}\n";
        int times = YamlLimits.MAX_REPEATED / (313 + 312);

        assertThat(YamlInput.composed(anchor + "- <<: *a\n".repeat(times))).hasSize(1);
        assertRefused(anchor + "- <<: *a\n".repeat(times + 1), 1, 3, "repeat more than");
    }

    /** What a merge key adds to a mapping counts in the aliases of that mapping. */
    @Test
    void mergedMappingIsAsLargeAsAllOfItsEntries() {
        String source = IntStream.range(0, 99).mapToObj(i -> "k" + i + ": x").collect(Collectors.joining(", "));
        String yaml = "- {<<: {" + source + "}}\n- &a {<<: {" + source + "}}\n";
        int times = (YamlLimits.MAX_REPEATED - 2 * 99) / 100;

        assertThat(YamlInput.composed(yaml + aliases(times))).hasSize(1);
        assertRefused(yaml + aliases(times + 1), 2, 3, "repeat more than");
    }

    @Test
    void missingCommaIsReportedAtItsPosition() {
        assertRefused("{a: 'b',\n c: 'd'\n e: 'f'}", 3, 2, "a comma is missing at the end of line 2");
        assertRefused("[[\n] 'c']", 2, 3, "a comma is missing before this position");
        assertThat(MissingComma.describe("\n# nothing\n a", 3, 2)).isEqualTo("a comma is missing before this position");
        assertThat(MissingComma.describe(null, 3, 2)).isEqualTo("a comma is missing before this position");
    }

    @Test
    void plainValuesAreThoseOfTheNodes() {
        assertThat(InputTree.toMap(mapping("{a: [1, [x], null], b: {c: true}}")))
                .isEqualTo(Map.of("a", Arrays.asList(1, List.of("x"), null), "b", Map.of("c", true)));
    }

    @Test
    void oneByteOrderMarkIsRemoved() {
        assertThat(TextDecoder.withoutMark("")).isEmpty();
        assertThat(TextDecoder.withoutMark("\ufeff")).isEmpty();
        assertThat(TextDecoder.withoutMark("\ufeff\ufeffa")).isEqualTo("\ufeffa");
        assertThat(TextDecoder.withoutMark("a\ufeff")).isEqualTo("a\ufeff");
        assertThat(TextDecoder.decode(new byte[] {(byte) 0xFE, (byte) 0xFF})).isEmpty();
        assertThat(TextDecoder.decode(new byte[0])).isEmpty();
        assertThat(TextDecoder.decode(new byte[] {'a'})).isEqualTo("a");
    }

    @Test
    void otherLeadingBytesAreNotUtf16() {
        for (byte[] bytes :
                new byte[][] {{(byte) 0xFE, 'a'}, {(byte) 0xFF, 'a'}, {(byte) 0xFF}, {(byte) 0xFE, (byte) 0xFE}}) {
            assertThatExceptionOfType(MalformedDocumentException.class)
                    .isThrownBy(() -> TextDecoder.decode(bytes))
                    .withMessageContaining("not a text in UTF-8");
        }
    }
}
