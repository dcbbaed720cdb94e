package io.nautes.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No text makes a reader work for long, fill the memory or overflow the stack, whatever it is. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundedReadersTest {
    private static final int MANY = 8_000_000;

    /** Sixteen lists of three aliases each, one of the other: 43 million values in 700 bytes. */
    private static String nestedAliases() {
        StringBuilder yaml = new StringBuilder("spec:\n  l0: &l0 [x, x, x]\n");
        for (int i = 1; i <= 16; i++) {
            String below = "*l" + (i - 1);
            yaml.append("  l%d: &l%d [%s, %s, %s]\n".formatted(i, i, below, below, below));
        }
        return yaml.toString();
    }

    private static String mergedMaps() {
        String first = IntStream.range(0, 1_000)
                .mapToObj(i -> "k" + i + ": v")
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        StringBuilder yaml = new StringBuilder("m0: &m0 {" + first + "}\n");
        for (int i = 1; i <= 1_000; i++) {
            yaml.append("m%d: &m%d {<<: *m%d, own%d: v}\n".formatted(i, i, i - 1, i));
        }
        return yaml.toString();
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("nested aliases", nestedAliases(), "aliases and merge keys repeat"),
                Arguments.of("a chain of merges", mergedMaps(), "aliases and merge keys repeat"),
                Arguments.of("one long comment", "a: b\n# " + "x".repeat(MANY), "line 2"),
                Arguments.of("one line of spaces", "a: b\n" + " ".repeat(MANY) + "c: d", "line 2"),
                Arguments.of("one long key", "a: b\n" + "x".repeat(MANY) + ": d", "line 2"),
                Arguments.of("one long quoted text", "a: \"" + "x".repeat(MANY) + "\"", "line 1"),
                Arguments.of("many long lines", ("# " + "x".repeat(500_000) + "\n").repeat(20), "line 5"),
                Arguments.of("a list of many values", "a: [" + "b,".repeat(500_000) + "]", "too many values"),
                Arguments.of("a list of many lists", "- []\n".repeat(500_000), "too many values"),
                Arguments.of("many nested lists", "[".repeat(500_000), "nested deeper than 64"),
                Arguments.of(
                        "many nested mappings",
                        IntStream.range(0, 500)
                                .mapToObj(i -> " ".repeat(i) + "a:\n")
                                .reduce("", String::concat),
                        "nested deeper than 64"),
                Arguments.of("many documents", "--- [a, b, c]\n".repeat(300_000), "too many values"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void textThatExceedsALimitIsRefusedWithItsPosition(String name, String text, String problem) {
        assertThatThrownBy(() -> ClusterDocuments.read(text))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("line ");
        assertThatThrownBy(() -> Kubeconfig.of(text).content()).isInstanceOf(MalformedDocumentException.class);
        assertThatThrownBy(() -> ClusterYaml.readResource(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedDocumentException.class);
    }

    @Test
    void manyShortLinesOfCommentsAndSpacesAreRead() {
        String text = "# comment\n   \n".repeat(800_000) + "a: b\n";

        assertThat(ClusterDocuments.read(text)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("longNumbers")
    void textTooLongForANumberIsAString(String number) {
        String yaml = """
                apiVersion: nautes.resource.nautes.io/v1alpha1
                kind: Cluster
                metadata: {name: c}
                spec: {apiServer: "https://a.b", clusterKind: kubernetes, clusterType: physical, usage: host, later: %s}
                """.formatted(number);

        ClusterResource resource = ClusterYaml.readResource(yaml.getBytes(StandardCharsets.UTF_8));

        assertThat(resource.spec().unknownFields().get("later")).isInstanceOf(String.class);
        assertThat(ClusterYaml.readResource(ClusterYaml.write(resource))).isEqualTo(resource);
    }

    private static List<String> longNumbers() {
        return List.of(
                "9".repeat(500_000),
                "!!int " + "9".repeat(500_000),
                "0.".concat("3".repeat(500_000)),
                "!!float 1e" + "9".repeat(500_000),
                "0x" + "f".repeat(500_000),
                "1_".repeat(250_000),
                "190" + ":59".repeat(150_000),
                "!!int \"190" + ":59".repeat(150_000) + "\"",
                "!!float \"190" + ":59".repeat(150_000) + ".5\"",
                "!!bool " + "y".repeat(500_000));
    }

    @Test
    void longNumberInJsonIsRefused() {
        String json = "{\"vcluster\":{\"https_node_port\":" + "9".repeat(MANY) + "}}";

        assertThatThrownBy(() -> ClusterJson.parseRequest(json))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("Number value length");
    }

    @Test
    void jsonWithTooManyValuesIsRefused() {
        String json = "{\"components_list\":[" + "0,".repeat(3_000_000) + "0]}";

        assertThatThrownBy(() -> ClusterJson.parseRequest(json))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("1000000 values");
    }

    @Test
    void deepJsonIsRefused() {
        assertThatThrownBy(() -> ClusterJson.parseRequest("[".repeat(MANY)))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void duplicateKeyIsNotShown() {
        assertThatThrownBy(() -> ClusterDocuments.read("hush-hush: 1\nhush-hush: 2\n"))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("a key is listed twice")
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("hush-hush");
        assertThatThrownBy(() -> ClusterJson.parseRequest("{\"hush-hush\":1,\"hush-hush\":2}"))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("a key is listed twice")
                .hasMessageNotContaining("hush-hush");
    }
}
