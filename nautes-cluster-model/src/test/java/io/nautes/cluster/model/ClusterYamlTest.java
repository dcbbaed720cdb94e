package io.nautes.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.model.error.MalformedDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterYamlTest {
    static Stream<Arguments> samples() {
        return Stream.of(
                Arguments.of("edge-host.yaml", Samples.edgeHost()),
                Arguments.of("ci-pipelines.yaml", Samples.ciPipelines()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void resourceIsWrittenWithTheSameBytesAsByNautes(String file, ClusterResource resource) {
        assertThat(ClusterYaml.write(resource)).asString(StandardCharsets.UTF_8).isEqualTo(text(Samples.file(file)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writtenResourceIsReadBackEqual(String file, ClusterResource resource) {
        assertThat(ClusterYaml.readResource(Samples.file(file))).isEqualTo(resource);
    }

    @Test
    void unknownFieldsSurviveAReadAndAWrite() {
        String yaml = """
                # written by hand
                kind: Cluster
                apiVersion: nautes.resource.nautes.io/v1alpha1
                extra: {deep: [1, true, null, "1"]}
                metadata: {name: a, namespace: ns, labels: {team: "42"}, creationTimestamp: null}
                spec:
                  newField: {x: 1.5}
                  apiServer: 'https://192.0.2.1'
                  clusterKind: kubernetes
                  clusterType: physical
                  usage: host
                  componentsList: {}
                status:
                  productIDMap: {shop: "17"}
                  phase: Ready
                """;

        ClusterResource resource = ClusterYaml.readResource(yaml);

        assertThat(text(ClusterYaml.write(resource))).isEqualTo("""
                        apiVersion: nautes.resource.nautes.io/v1alpha1
                        extra:
                          deep:
                          - 1
                          - true
                          - null
                          - "1"
                        kind: Cluster
                        metadata:
                          creationTimestamp: null
                          labels:
                            team: "42"
                          name: a
                          namespace: ns
                        spec:
                          apiServer: https://192.0.2.1
                          clusterKind: kubernetes
                          clusterType: physical
                          componentsList: {}
                          newField:
                            x: 1.5
                          usage: host
                        status:
                          phase: Ready
                          productIDMap:
                            shop: "17"
                          warnings: null
                        """);
        assertThat(ClusterYaml.readResource(ClusterYaml.write(resource))).isEqualTo(resource);
    }

    @Test
    void categoriesAndWorkerTypesOfANewerNautesSurviveAChange() {
        String yaml = """
                apiVersion: nautes.resource.nautes.io/v1alpha1
                kind: Cluster
                metadata:
                  creationTimestamp: null
                  name: a
                  namespace: nautes
                spec:
                  apiServer: https://192.0.2.1
                  clusterKind: kubernetes
                  clusterType: physical
                  componentsList:
                    deployment:
                      name: argocd
                      namespace: argocd
                    middleware:
                      additions:
                        size: 3
                      name: crossplane
                      namespace: crossplane
                  usage: worker
                  workerType: middleware
                status:
                  productIDMap: null
                  warnings: null
                """;

        ClusterResource stored = ClusterYaml.readResource(yaml);
        ClusterResource changed =
                stored.withComponents(Map.of(ComponentCategory.DEPLOYMENT, Component.of("argocd", "argo")));

        assertThat(stored.spec().workerType()).isEqualTo(WorkerType.of("middleware"));
        assertThat(stored.spec().componentsList()).containsOnlyKeys(ComponentCategory.DEPLOYMENT);
        assertThat(text(ClusterYaml.write(stored))).isEqualTo(yaml);
        assertThat(text(ClusterYaml.write(changed.keepingOtherFieldsOf(stored))))
                .isEqualTo(yaml.replace("namespace: argocd", "namespace: argo"));
        assertThat(ClusterJson.readCluster(ClusterJson.write(Cluster.of(stored))))
                .isEqualTo(Cluster.of(stored));
    }

    @Test
    void changedRegistrationKeepsUnknownFields() {
        ClusterResource stored = new ClusterResource(
                "edge-host",
                "nautes",
                Samples.edgeHost().spec().withUnknownFields(Map.of("newField", "x")),
                Map.of("labels", Map.of("team", "a")),
                Map.of("phase", "Ready"),
                Map.of());

        ClusterResource changed = Samples.edgeHost().keepingOtherFieldsOf(stored);

        assertThat(changed).isEqualTo(stored);
    }

    @Test
    void anchorsAndMergeKeysAreResolved() {
        ClusterResource resource = ClusterYaml.readResource("""
                apiVersion: nautes.resource.nautes.io/v1alpha1
                kind: Cluster
                metadata: {name: a}
                spec:
                  componentsList:
                    deployment: &base {name: argocd, namespace: argocd}
                    pipeline: {<<: *base, name: tekton}
                """);

        assertThat(resource.spec().componentsList())
                .containsExactly(
                        Map.entry(ComponentCategory.DEPLOYMENT, Component.of("argocd", "argocd")),
                        Map.entry(ComponentCategory.PIPELINE, Component.of("tekton", "argocd")));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("a: [", 1, "not YAML"),
                Arguments.of("a: 1\na: 2", 2, "twice"),
                Arguments.of("- 1", 1, "not an object"),
                Arguments.of("", 1, "empty"),
                Arguments.of("a: 1\n---\nb: 1", 1, "more than one"),
                Arguments.of("a: !%1", 0, "not complete"),
                Arguments.of("a: &x [*x]", 1, "refers to itself"),
                Arguments.of("? [1, 2]\n: 3", 1, "key is not a scalar"),
                Arguments.of("kind: Cluster\napiVersion: v1", 1, "not a cluster's resource"),
                Arguments.of(resource("metadata: {}\nspec: {}"), 1, "no metadata.name"),
                Arguments.of(resource("metadata: {name: a}"), 1, "no spec"),
                Arguments.of(resource("metadata: {name: a}\nspec:\n  usage: [host]"), 5, "spec.usage is a list"),
                Arguments.of(
                        resource("metadata: {name: a}\nspec:\n  reservedNamespacesAllowedProducts: {a: b}"),
                        5,
                        "not a list"),
                Arguments.of("x: " + "[".repeat(200), 1, "nested deeper than 64"));
    }

    private static String resource(String rest) {
        return "apiVersion: nautes.resource.nautes.io/v1alpha1\nkind: Cluster\n" + rest;
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedResourceIsRefusedWithItsPosition(String yaml, int line, String problem) {
        assertThatThrownBy(() -> ClusterYaml.readResource(yaml))
                .isInstanceOfSatisfying(
                        MalformedDocumentException.class,
                        e -> assertThat(e.line()).isEqualTo(line))
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({"!!int,''", "!!int abc,abc", "!!int '',''", "!!float x,x", "!!bool maybe,maybe", "!!bool,''"})
    void valueThatContradictsItsTagStaysUnchanged(String written, String read) {
        String yaml = text(Samples.file("edge-host.yaml"));

        ClusterResource resource = ClusterYaml.readResource(yaml + "extra: " + written + "\n");

        assertThat(resource.unknownFields()).isEqualTo(Map.of("extra", read));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e330", "-1.5e+400", "2e308"})
    void numberBeyondADoubleIsAStringAsInNautes(String digits) {
        String yaml = text(Samples.file("edge-host.yaml")) + "extra: " + digits + "\n";

        ClusterResource resource = ClusterYaml.readResource(yaml);

        assertThat(resource.unknownFields()).isEqualTo(Map.of("extra", digits));
        assertThat(ClusterYaml.readResource(ClusterYaml.write(resource))).isEqualTo(resource);
    }

    /** Written as {@code -0}, it would be read as an integer, and be written as {@code 0} the next time. */
    @ParameterizedTest
    @ValueSource(strings = {"-.0", "-0.0", "-0e3", "-0"})
    void negativeZeroIsZero(String zero) {
        String yaml = text(Samples.file("edge-host.yaml")) + "extra: " + zero + "\n";

        assertThat(ClusterYaml.readResource(yaml).unknownFields()).isEqualTo(Map.of("extra", 0));
    }

    @Test
    void infinityIsANumber() {
        String yaml = text(Samples.file("edge-host.yaml")) + "extra: [.inf, -.Inf]\n";

        assertThat(ClusterYaml.readResource(yaml).unknownFields())
                .isEqualTo(Map.of("extra", List.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));
    }

    @Test
    void exponentiallyNestedAliasesAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(8) + "*a" + (i - 1) + "]\n");
        }

        assertThatThrownBy(() -> ClusterYaml.readResource(bomb.toString()))
                .isInstanceOf(MalformedDocumentException.class);
    }

    @Test
    void messageDoesNotShowTheDocument() {
        assertThatThrownBy(() -> ClusterYaml.readResource("token: *hush-hush-secret"))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageNotContaining("hush-hush");
    }

    @Test
    void requestCanBeWrittenInYaml() {
        ParsedRequest parsed = ClusterYaml.parseRequest("""
                api_server: https://192.0.2.10:31500
                cluster_type: virtual
                vcluster: {https_node_port: 31500}
                components_list:
                  gateway: {additions: {httpNodePort: 030080}}
                """);

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.request().vcluster()).isEqualTo(new Vcluster("31500"));
        assertThat(parsed.request()
                        .componentsList()
                        .get(ComponentCategory.GATEWAY)
                        .additions())
                .containsExactly(Map.entry("httpNodePort", "030080"));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void collectionsAreUnmodifiable() {
        List<Object> inner = new ArrayList<>(List.of("a"));
        ClusterSpec spec = Samples.edgeHost().spec().withUnknownFields(Map.of("list", inner));

        inner.add("b");

        assertThat(spec.unknownFields()).containsEntry("list", List.of("a"));
        assertThatThrownBy(() -> spec.componentsList().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
