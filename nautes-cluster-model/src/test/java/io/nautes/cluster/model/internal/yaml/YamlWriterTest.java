package io.nautes.cluster.model.internal.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected texts are those of gopkg.in/yaml.v2 2.4.0. */
class YamlWriterTest {

    private static final String SEVENTY_NINE = "x".repeat(79);

    @Test
    void aClusterResourceReadsAsNautesWritesIt() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", "Cluster");
        document.put("apiVersion", "nautes.resource.nautes.io/v1alpha1");
        document.put(
                "spec",
                Map.of(
                        "apiServer", "https://8.217.50.114:6443",
                        "primaryDomain", "8.217.50.114.nip.io",
                        "hostCluster", "",
                        "componentsList", Map.of("gateway", Map.of("additions", Map.of("httpsNodePort", "30080"))),
                        "reservedNamespaces", Map.of("argocd", List.of("demo-a", "demo-b")),
                        "path", "templates/pipelines"));
        document.put("metadata", Map.of("name", "host-aliyun", "namespace", "nautes"));

        assertThat(YamlWriter.write(document)).isEqualTo("""
            apiVersion: nautes.resource.nautes.io/v1alpha1
            kind: Cluster
            metadata:
              name: host-aliyun
              namespace: nautes
            spec:
              apiServer: https://8.217.50.114:6443
              componentsList:
                gateway:
                  additions:
                    httpsNodePort: "30080"
              hostCluster: ""
              path: templates/pipelines
              primaryDomain: 8.217.50.114.nip.io
              reservedNamespaces:
                argocd:
                - demo-a
                - demo-b
            """);
    }

    @Test
    void collectionsNestWithoutIndentingListsUnderTheirKey() {
        Map<String, Object> document = map(
                "empties", List.of(Map.of(), List.of()),
                "lists", List.of(List.of("a", List.of("b")), List.of("c")),
                "maps", List.of(map("a", 1, "b", List.of(2)), map("c", Map.of("d", 3))));

        assertThat(YamlWriter.write(document)).isEqualTo("""
            empties:
            - {}
            - []
            lists:
            - - a
              - - b
            - - c
            maps:
            - a: 1
              b:
              - 2
            - c:
                d: 3
            """);
    }

    @Test
    void anEmptyDocumentIsAnEmptyMap() {
        assertThat(YamlWriter.write(Map.of())).isEqualTo("{}\n");
    }

    @Test
    void emptyCollectionsAreOnTheLineOfTheirKey() {
        assertThat(YamlWriter.write(map("a", Map.of(), "b", List.of()))).isEqualTo("a: {}\nb: []\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "yEs",
                "nul",
                "NaN",
                "Infinity",
                "<<",
                "=",
                "v1.2.3",
                "1.2.3",
                "8.217.50.114",
                "https://a:6443/b?c=d",
                "templates/pipelines",
                "a b",
                "a:b",
                ":a",
                "-a",
                "?a",
                "a#b",
                "a'b",
                "a\"b",
                "a, b",
                "a [b] {c}",
                "a\\b",
                "/",
                "_1",
                "0x",
                "0b2",
                "0o8",
                "1e",
                "1:60",
                "2023-02-29",
                "2001-13-01",
                "2001-01-01T24:00:00Z",
                "2001-01-01 00:00:00Z",
                "2001-01-01T00:00:00.1234567890Z",
                "1e309",
                "0x10000000000000000",
                "-0x8000000000000001",
                "._5",
                "é",
                "中文",
                "\u00a0",
                "\ufffd"
            })
    void textThatYamlReadsAsAStringIsPlain(String text) {
        assertThat(value(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "~", "null", "Null", "NULL", "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On",
                "ON", "off", "Off", "OFF", "true", "True", "TRUE", "false", "False", "FALSE", ".inf", "-.Inf", "+.INF",
                ".nan", ".NaN"
            })
    void keywordsOfYamlAreDoubleQuoted(String word) {
        assertThat(value(word)).isEqualTo('"' + word + '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30080",
                "-1",
                "+1",
                "017",
                "08",
                "1_000",
                "0o7",
                "0O7",
                "0x1F",
                "0X1f",
                "0b101",
                "-0b1",
                "0b-1",
                "0b+1",
                "0xFFFFFFFFFFFFFFFF",
                "-0x8000000000000000",
                "1.",
                "1.5",
                ".5",
                "+.5",
                ".5_0",
                "1e3",
                "1E-3",
                "1e308",
                "1:30",
                "-1:2",
                "190:20:30.15",
                "1_0:59",
                "99999999999999999999999"
            })
    void numbersInStringsAreDoubleQuoted(String number) {
        assertThat(value(number)).isEqualTo('"' + number + '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2001-01-01",
                "2001-1-1",
                "2024-02-29",
                "0000-02-29",
                "2001-12-14t21:59:43.10-05:00",
                "2001-12-14T1:2:3Z",
                "2001-12-14T01:02:03,5+08:00",
                "2001-12-14 21:59:43.10",
                "2001-12-15   2:59:43"
            })
    void timestampsInStringsAreDoubleQuoted(String timestamp) {
        assertThat(value(timestamp)).isEqualTo('"' + timestamp + '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@a", "`a", "%a", "&a", "*a", "!a", "|a", ">a", "\"a", "#a", ",a", "[a", "]a", "{a", "}a", "-", "- a",
                "?", "? a", ":", ": a", "a: b", "a:", "a #b", " a", "a ", " ", "---", "--- a", "...", "...a"
            })
    void textThatOnlyNeedsQuotesIsSingleQuoted(String text) {
        assertThat(value(text)).isEqualTo("'" + text + "'");
    }

    @Test
    void unicodeLineSeparatorsStayInSingleQuotes() {
        assertThat(value("\u2028")).isEqualTo("'\u2028'");
        assertThat(value("a\u2029b")).isEqualTo("'a\u2029  b'");
    }

    @Test
    void apostrophesDoubleInSingleQuotes() {
        assertThat(value("'it''s'")).isEqualTo("'''it''''s'''");
    }

    static Stream<Arguments> escapedTexts() {
        return Stream.of(
                arguments("a\tb", "\"a\\tb\""),
                arguments("\0\u0007\b\u000b\f\r\u001b\u007f", "\"\\0\\a\\b\\v\\f\\r\\e\\x7F\""),
                arguments("\u0085\u009f", "\"\\N\\x9F\""),
                arguments("\t\u00a0\u2028\u2029\ufffe", "\"\\t\u00a0\\L\\P\\uFFFE\""),
                arguments("\t\"\\", "\"\\t\\\"\\\\\""),
                arguments("a\ud83d\ude00", "\"a\\U0001F600\""),
                arguments("a\ufeffb", "\"a\\uFEFFb\""),
                arguments("\ufeff\u00ff\u0100", "\"\\uFEFF\\xFF\\u0100\""),
                arguments("a\uffff", "\"a\\uFFFF\""),
                arguments("\ufeffa b", "\"\\uFEFF\\x61\\x20\\x62\""),
                arguments("a\u2028 b", "\"a\\L b\""),
                arguments("a \nb", "\"a \\nb\""),
                arguments("a\nb ", "\"a\\nb \""),
                arguments("a\r\nb", "\"a\\r\\nb\""));
    }

    @ParameterizedTest
    @MethodSource("escapedTexts")
    void textThatNoOtherStyleCanHoldIsEscaped(String text, String expected) {
        assertThat(value(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udbff", "\udc00", "\udfff"})
    void unpairedSurrogatesBecomeReplacementCharacters(String surrogate) {
        assertThat(value("a" + surrogate)).isEqualTo("a\ufffd");
        assertThat(value("\ud83d\ude00" + surrogate)).isEqualTo("\"\\U0001F600\ufffd\"");
        assertThat(YamlWriter.write(map(surrogate + "k", 1))).isEqualTo("\ufffdk: 1\n");
    }

    static Stream<Arguments> literals() {
        return Stream.of(
                arguments("a\nb", "k: |-\n  a\n  b\nz: 1\n"),
                arguments("a\nb\n", "k: |\n  a\n  b\nz: 1\n"),
                arguments("a\n\n", "k: |+\n  a\n\nz: 1\n"),
                arguments("a\n\nb", "k: |-\n  a\n\n  b\nz: 1\n"),
                arguments("a\n b", "k: |-\n  a\n   b\nz: 1\n"),
                arguments(" a\nb", "k: |2-\n   a\n  b\nz: 1\n"),
                arguments("\na", "k: |2-\n\n  a\nz: 1\n"),
                arguments("\n", "k: |2+\n\nz: 1\n"),
                arguments("\n\n", "k: |2+\n\n\nz: 1\n"),
                arguments("yes\n", "k: |\n  yes\nz: 1\n"),
                arguments("a: b # c\n- d\n", "k: |\n  a: b # c\n  - d\nz: 1\n"),
                arguments("a\u2028b\nc", "k: |-\n  a\u2028  b\n  c\nz: 1\n"),
                arguments("a\n\u2028", "k: |+\n  a\n\u2028z: 1\n"));
    }

    @ParameterizedTest
    @MethodSource("literals")
    void textWithLineBreaksIsLiteral(String text, String expected) {
        assertThat(YamlWriter.write(map("k", text, "z", 1))).isEqualTo(expected);
    }

    @Test
    void literalsAreIndentedBelowTheirMapOrList() {
        assertThat(YamlWriter.write(map("a", map("b", List.of("c\nd", List.of("e\nf"))))))
                .isEqualTo("a:\n  b:\n  - |-\n    c\n    d\n  - - |-\n      e\n      f\n");
    }

    static Stream<Arguments> foldedTexts() {
        return Stream.of(
                // The value starts in column 3, so 77 characters fill the line and 78 exceed it.
                arguments("x".repeat(77) + " b", "x".repeat(77) + " b"),
                arguments("x".repeat(78) + " b", "x".repeat(78) + "\n  b"),
                arguments("x".repeat(78) + "  b", "x".repeat(78) + "  b"),
                arguments("x".repeat(78) + "  b c", "x".repeat(78) + "  b\n  c"),
                arguments("中".repeat(78) + " b", "中".repeat(78) + "\n  b"),
                arguments("'" + "x".repeat(75) + " b", "'''" + "x".repeat(75) + "\n  b'"),
                arguments("x".repeat(77) + " b: c", "'" + "x".repeat(77) + "\n  b: c'"),
                arguments("x".repeat(78) + " ", "'" + "x".repeat(78) + " '"),
                arguments("\t" + "x".repeat(75) + " b", "\"\\t" + "x".repeat(75) + "\n  b\""),
                arguments("\t" + "x".repeat(74) + " b", "\"\\t" + "x".repeat(74) + " b\""),
                arguments("\t" + "x".repeat(75) + "   b", "\"\\t" + "x".repeat(75) + "\n  \\  b\""),
                arguments("\t" + "x".repeat(75) + " ", "\"\\t" + "x".repeat(75) + " \""),
                arguments(
                        SEVENTY_NINE + " " + SEVENTY_NINE + " " + "b", SEVENTY_NINE + "\n  " + SEVENTY_NINE + "\n  b"));
    }

    @ParameterizedTest
    @MethodSource("foldedTexts")
    void textFoldsAtSpacesPastColumn80(String text, String expected) {
        assertThat(value(text)).isEqualTo(expected);
    }

    @Test
    void foldingCountsFromTheStartOfTheLine() {
        assertThat(YamlWriter.write(map("long-key", map("l", List.of(map("m", "x".repeat(74) + " b"))))))
                .isEqualTo("long-key:\n  l:\n  - m: " + "x".repeat(74) + "\n      b\n");
    }

    @Test
    void literalsDoNotFold() {
        assertThat(value("x".repeat(90) + " b\n")).isEqualTo("|\n  " + "x".repeat(90) + " b");
    }

    @Test
    void keysFollowTheRulesOfValues() {
        assertThat(YamlWriter.write(map("yes", 1, "8080", 2, "", 3, "a: b", 4, "a\tb", 5, "<<", 6)))
                .isEqualTo("\"\": 3\n\"<<\": 6\n\"8080\": 2\n\"a\\tb\": 5\n'a: b': 4\n\"yes\": 1\n");
    }

    /** yaml.v2 writes both bare, and then reads the first as a merge key: kustomize fails for the whole folder. */
    @ParameterizedTest
    @ValueSource(strings = {"<<", "="})
    void keysWithASpecialMeaningInYamlAreQuoted(String key) {
        String yaml = YamlWriter.write(map("m", map(key, "x", "z", key)));

        assertThat(yaml).isEqualTo("m:\n  \"" + key + "\": x\n  z: " + key + "\n");
        assertThat(InputTree.toMap((InputNode.Mapping) YamlInput.parse(yaml)))
                .isEqualTo(map("m", map(key, "x", "z", key)));
    }

    /** Every text of up to three characters that begin numbers, words and indicators, and the words of YAML 1.1. */
    @Test
    void everyShortKeyReadsBackAsItself() {
        String alphabet = "<=~-+.0189:eExXobyYnN_#?!&*|>'\"%@`[]{}, \t\\a";
        Map<String, Object> keys = new LinkedHashMap<>();
        for (char first : alphabet.toCharArray()) {
            keys.put(String.valueOf(first), "v");
            for (char second : alphabet.toCharArray()) {
                keys.put("" + first + second, "v");
                for (char third : alphabet.toCharArray()) {
                    keys.put("" + first + second + third, "v");
                }
            }
        }
        for (String word : "null Null NULL true True TRUE yes no on off .inf .nan -.Inf <<".split(" ")) {
            keys.put(word, "v");
        }
        keys.forEach((key, value) -> {
            String yaml = YamlWriter.write(map(key, value));
            assertThat(InputTree.toMap((InputNode.Mapping) YamlInput.parse(yaml)))
                    .as(yaml)
                    .isEqualTo(map(key, value));
        });
    }

    @Test
    void keysOfUpTo128BytesAreSimpleAndDoNotFold() {
        String text = "x".repeat(100) + " ";
        String longest = text + "y".repeat(27);
        String longestInChinese = "中".repeat(42) + "yy";

        assertThat(YamlWriter.write(map(longest, 1))).isEqualTo(longest + ": 1\n");
        assertThat(YamlWriter.write(map(longestInChinese, 1))).isEqualTo(longestInChinese + ": 1\n");
        assertThat(YamlWriter.write(map(longest + "y", 1)))
                .isEqualTo("? " + "x".repeat(100) + "\n  " + "y".repeat(28) + "\n: 1\n");
        assertThat(YamlWriter.write(map(longestInChinese + "y", 1))).isEqualTo("? " + longestInChinese + "y\n: 1\n");
    }

    static Stream<Arguments> valuesOfComplexKeys() {
        return Stream.of(
                arguments("v", ": v\n"),
                arguments("v\nw", ": |-\n  v\n  w\n"),
                arguments(map(), ": {}\n"),
                arguments(map("c", 1, "d", List.of(2)), ": c: 1\n  d:\n  - 2\n"),
                arguments(List.of(1, List.of(2, 3)), ": - 1\n  - - 2\n    - 3\n"));
    }

    @ParameterizedTest
    @MethodSource("valuesOfComplexKeys")
    void keysOfSeveralLinesFollowAQuestionMark(Object value, String expected) {
        assertThat(YamlWriter.write(map("a\nb", value))).isEqualTo("? |-\n  a\n  b\n" + expected);
        assertThat(YamlWriter.write(map("a\rb", value))).isEqualTo("? \"a\\rb\"\n" + expected);
    }

    @Test
    void keysSortLettersLastAndDigitsAsNumbers() {
        List<String> keys = List.of(
                "-", "_", "~", "0", "1", "01", "2", "10", "A", "a", "a-", "a1", "a01", "a2", "a10", "a100", "a10b",
                "aB", "ab", "b", "é", "中");
        Map<String, Object> document = new LinkedHashMap<>();
        keys.stream().sorted(Collections.reverseOrder()).forEach(key -> document.put(key, null));

        assertThat(YamlWriter.write(document).lines().map(line -> line.replaceAll("['\"]|: null$", "")))
                .containsExactlyElementsOf(keys);
        assertThat(keys).isSortedAccordingTo(YamlKeyOrder.KEY_ORDER);
    }

    @ParameterizedTest
    @CsvSource({"6, 20, 2x", "a6, a20, a2x", "\u0666, \u0662\u0660, \u0662x"})
    void equalMapsGiveEqualDocumentsEvenIfTheOrderHasCycles(String first, String second, String third) {
        assertThat(Stream.of(
                                map(first, 1, second, 2, third, 3),
                                map(second, 2, third, 3, first, 1),
                                map(third, 3, first, 1, second, 2),
                                map(third, 3, second, 2, first, 1))
                        .map(YamlWriter::write)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void siblingsAreNotNestedInEachOther() {
        List<Object> lists = Collections.nCopies(YamlWriter.MAX_DEPTH + 1, List.of("a"));
        List<Object> maps = Collections.nCopies(YamlWriter.MAX_DEPTH + 1, map("a", "b"));

        assertThat(YamlWriter.write(map("k", lists))).isEqualTo("k:\n" + "- - a\n".repeat(YamlWriter.MAX_DEPTH + 1));
        assertThat(YamlWriter.write(map("k", maps))).isEqualTo("k:\n" + "- a: b\n".repeat(YamlWriter.MAX_DEPTH + 1));
    }

    @Test
    void earlierLinesDoNotCountInTheWidthOfALine() {
        assertThat(YamlWriter.write(map("a", "x".repeat(90), "b", "c d")))
                .isEqualTo("a: " + "x".repeat(90) + "\nb: c d\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, -0",
        "3.0, 3",
        "-1.5, -1.5",
        "0.1, 0.1",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "123456.0, 123456",
        "999999.9, 999999.9",
        "1000000.0, 1e+06",
        "1234567.0, 1.234567e+06",
        "1e21, 1e+21",
        "1.0E23, 1e+23",
        "2.0E-3, 0.002",
        "5e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "5.684341886080802e-14, 5.684341886080802e-14",
        "9007199254740993.0, 9.007199254740992e+15"
    })
    void floatingPointNumbersHaveTheSameDigitsAsInGo(double number, String expected) {
        assertThat(value(number)).isEqualTo(expected);
        assertThat(value(new BigDecimal(number == 0 ? 0 : number))).isEqualTo(number == 0 ? "0" : expected);
    }

    @Test
    void numbersThatJsonLacksHaveTheirYamlSpelling() {
        assertThat(YamlNumbers.format(Double.NaN)).isEqualTo(".nan");
        assertThat(YamlNumbers.format(Double.POSITIVE_INFINITY)).isEqualTo(".inf");
        assertThat(YamlNumbers.format(Double.NEGATIVE_INFINITY)).isEqualTo("-.inf");
    }

    @Test
    void integersBooleansAndNullAreBare() {
        List<Object> values =
                Arrays.asList(1, Long.MIN_VALUE, new BigInteger("18446744073709551615"), 10_000_000, true, false, null);

        assertThat(YamlWriter.write(map("k", values))).isEqualTo("""
            k:
            - 1
            - -9223372036854775808
            - 18446744073709551615
            - 10000000
            - true
            - false
            - null
            """);
    }

    @Test
    void valuesOfOtherTypesAreRejectedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> YamlWriter.write(map("k", new StringBuilder())))
                .withMessageContaining("java.lang.StringBuilder");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> YamlWriter.write(map("k", Map.of(1, "v"))))
                .withMessageContaining("java.lang.Integer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> YamlWriter.write(map("k", Collections.singletonMap(null, "v"))))
                .withMessageContaining("null");
    }

    @Test
    void collectionsNestUpToTheLimit() {
        assertThat(YamlWriter.write(map("k", nestedLists(YamlWriter.MAX_DEPTH - 1))))
                .isEqualTo("k:\n" + "- ".repeat(YamlWriter.MAX_DEPTH - 1) + "leaf\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> YamlWriter.write(map("k", nestedLists(YamlWriter.MAX_DEPTH))))
                .withMessageContaining("100");
    }

    @Test
    void aDocumentThatContainsItselfIsRejected() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("self", document);

        assertThatIllegalArgumentException().isThrownBy(() -> YamlWriter.write(document));
    }

    @Test
    void aHandWrittenLineEqualsTheGeneralWriter() {
        String text = "x".repeat(70) + " y";
        StringBuilder out = new StringBuilder("spec:\n  some-key: ");
        YamlScalars.appendScalar(out, text, 4, 12);
        YamlScalars.endLine(out);

        assertThat(out).hasToString(YamlWriter.write(map("spec", map("some-key", text))));
        assertThat(out).hasToString("spec:\n  some-key: " + "x".repeat(70) + "\n    y\n");
    }

    @Test
    void textWithoutContentHasNoLineToEnd() {
        StringBuilder out = new StringBuilder();

        YamlScalars.endLine(out);

        assertThat(out).isEmpty();
    }

    @Test
    void entriesAreAppendedAfterTheGivenNumberOfSpaces() {
        StringBuilder empty = new StringBuilder();
        StringBuilder open = new StringBuilder("spec:");

        YamlWriter.appendTo(empty, map("b", 1, "a", "x"), 2);
        YamlWriter.appendTo(open, map("l", List.of("y"), "k", map("z", 2)), 4);

        assertThat(empty).hasToString("  a: x\n  b: 1\n");
        assertThat(open).hasToString("spec:\n    k:\n      z: 2\n    l:\n    - \"y\"\n");
    }

    @Test
    void writtenDocumentsAreReadBackEqual() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        YAMLMapper mapper = new YAMLMapper();
        for (int round = 0; round < 3_000; round++) {
            Map<String, Object> document = new LinkedHashMap<>();
            for (int entry = 0; entry < 4; entry++) {
                document.put("k" + entry + readableText(random, 60), readableText(random, 200));
            }
            document.put("l", List.of(readableText(random, 120), map("m", readableText(random, 120))));
            String yaml = YamlWriter.write(document);

            assertThat(mapper.readTree(yaml))
                    .as("seed %d, round %d:%n%s", seed, round, yaml)
                    .isEqualTo(mapper.<JsonNode>valueToTree(document));
        }
    }

    /**
     * SnakeYAML folds U+0085, U+2028 and U+2029 in ways of its own, so none of them stands for a line break here. It also
     * takes a point and underscores for a number, unlike yaml.v2.
     */
    private static String readableText(Random random, int maxLength) {
        String alphabet = "aaaabbbb     eyn019-:#'\"\\?,[]{}&*!|>%@`~._=+/xT\t\n\n\r\u00a0é中\ud83d\ude00";
        int[] choices = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(maxLength);
        while (text.length() < length) {
            text.appendCodePoint(choices[random.nextInt(choices.length)]);
        }
        return text.toString().replaceFirst("^\\._", "a._");
    }

    /** The text of a value that stands alone after the key k, without the final line break. */
    private static String value(Object value) {
        String yaml = YamlWriter.write(map("k", value));

        assertThat(yaml).startsWith("k: ").endsWith("\n");
        return yaml.substring("k: ".length(), yaml.length() - 1);
    }

    private static Object nestedLists(int depth) {
        Object nested = "leaf";
        for (int level = 0; level < depth; level++) {
            nested = List.of(nested);
        }
        return nested;
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int at = 0; at < keysAndValues.length; at += 2) {
            map.put((String) keysAndValues[at], keysAndValues[at + 1]);
        }
        return map;
    }

    @Test
    void unpairedSurrogateInAnOnlyKeyIsReplaced() {
        assertThat(YamlWriter.write(Map.of("\uD83D1", "x"))).isEqualTo("\uFFFD1: x\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "nu", "tru", "once", "offer", "yess", "YeS"})
    void wordLikeABooleanOrNullIsNotQuoted(String word) {
        assertThat(YamlWriter.write(Map.of(word, word))).isEqualTo(word + ": " + word + "\n");
    }
}
