package io.nautes.cluster.model.internal.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.model.error.MalformedDocumentException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever {@link PlainYaml} reads, SnakeYAML reads as the same nodes at the same positions. */
class PlainYamlTest {
    private static final String FILE = """
            apiVersion: nautes.resource.nautes.io/v1alpha1
            kind: Cluster
            metadata:
              creationTimestamp: null
              name: host-1
              namespace: nautes
            spec:
              apiServer: https://192.0.2.10:6443
              clusterKind: kubernetes
              componentsList:
                gateway:
                  additions:
                    httpNodePort: "30080"
                  name: traefik
                  namespace: traefik
              primaryDomain: 192.0.2.10.nip.io
              productAllowedClusterResources:
                demo:
                - group: rbac.authorization.k8s.io
                  kind: ClusterRole
                - group: ""
                  kind: Namespace
                empty: []
              reservedNamespacesAllowedProducts:
                argocd:
                - demo
                - demo-2
              usage: host
              other: {}
            status:
              productIDMap: null
              warnings: null
            """;

    @Test
    void readsAResourceFile() {
        InputNode read = PlainYaml.readOrNull(FILE);

        assertThat(read).isNotNull();
        assertThat(List.of(read)).isEqualTo(YamlInput.composed(FILE));
    }

    @Test
    void damagedFilesAreReadAsBySnakeYaml() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder damaged = new StringBuilder(FILE);
            for (int n = random.nextInt(3); n >= 0; n--) {
                int position = random.nextInt(damaged.length());
                damaged.replace(
                        position,
                        Math.min(damaged.length(), position + random.nextInt(3)),
                        String.valueOf(" \n:-\"'#[]{}<&*!|>%@`ax1.,/_=~".charAt(random.nextInt(29))));
            }
            InputNode plain = PlainYaml.readOrNull(damaged.toString());
            if (plain != null) {
                accepted++;
                assertThat(List.of(plain))
                        .as("seed %d: %s", seed, damaged)
                        .isEqualTo(YamlInput.composed(damaged.toString()));
            }
        }
        assertThat(accepted).isGreaterThan(1_000);
    }

    @Test
    void generatedLinesAreReadAsBySnakeYaml() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> parts = List.of(
                "a",
                "b1",
                "a: ",
                "b: ",
                "c:\n",
                "  ",
                "- ",
                "\n",
                "1",
                "y",
                "null",
                "true",
                "False",
                "on",
                "nullable",
                "offside",
                "\"x\"",
                "{}",
                "[]",
                "2001-01-01",
                "1:30",
                "x:y",
                "0x1F",
                ".5",
                "<<: ",
                "=",
                "1e3",
                "---",
                "~");
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(14); n >= 0; n--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            text.append('\n');
            InputNode plain = PlainYaml.readOrNull(text.toString());
            if (plain != null) {
                assertThat(List.of(plain)).as("seed %d: %s", seed, text).isEqualTo(YamlInput.composed(text.toString()));
            }
        }
    }

    static Stream<String> otherStyles() {
        return Stream.of(
                "",
                "a",
                "a:",
                "a: b\nc",
                "a: b\nc:",
                "a: b\n: c\n",
                "---\n" + FILE,
                "# a comment\n" + FILE,
                FILE.strip(),
                FILE.replace("\n", "\r\n"),
                FILE.replace("name: host-1", "name: 'host-1'"),
                FILE.replace("name: host-1", "name: host-1 # the first"),
                FILE.replace("name: host-1", "name: &name host-1"),
                FILE.replace("name: host-1", "name:"),
                FILE.replace("name: host-1", "name: host\n    one"),
                FILE.replace("name: host-1", "name: h\u00f6st"),
                FILE.replace("\"30080\"", "30080"),
                FILE.replace("\"30080\"", "\"\\x33\""),
                FILE.replace("kind: Cluster\n", "kind: Cluster\nkind: Cluster\n"),
                FILE.replace("httpNodePort:", "httpNodePort :"),
                FILE.replace("httpNodePort", "<<"),
                "a: " + "x".repeat(70_000) + "\n");
    }

    @ParameterizedTest
    @MethodSource("otherStyles")
    void leavesOtherStylesToSnakeYaml(String yaml) {
        assertThat(PlainYaml.readOrNull(yaml)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "azAZ09: azAZ09\n",
                "z: a\na: z\nA: Z\nZ: A\n",
                "a: \"b c~!\"\n",
                "a: \"\"\n",
                "a: \"'#\"\n",
                "a-b/c.d_e: a-b/c.d_e:f,g@h=i\n",
                "a:\n- b\n- c: d\n  e: f\n",
                "a:\n  - b\n"
            })
    void readsLettersDigitsAndInnerSigns(String yaml) {
        InputNode read = PlainYaml.readOrNull(yaml);

        assertThat(read).isNotNull();
        assertThat(List.of(read)).isEqualTo(YamlInput.composed(yaml));
    }

    @Test
    void siblingsAreNotNestedInEachOther() {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i <= YamlLimits.MAX_DEPTH; i++) {
            yaml.append("m%d:\n  a: b\nl%d:\n- c\n".formatted(i, i));
        }

        assertThat(PlainYaml.readOrNull(yaml.toString())).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {63, 64, 65, 70})
    void nestsAsDeepAsSnakeYamlMay(int levels) {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < levels; i++) {
            yaml.append(" ".repeat(i)).append(i == levels - 1 ? "a: b\n" : "a:\n");
        }

        InputNode plain = PlainYaml.readOrNull(yaml.toString());

        assertThat(plain != null).isEqualTo(isReadable(yaml.toString()));
    }

    private static boolean isReadable(String yaml) {
        try {
            return !YamlInput.composed(yaml).isEmpty();
        } catch (MalformedDocumentException e) {
            return false;
        }
    }
}
