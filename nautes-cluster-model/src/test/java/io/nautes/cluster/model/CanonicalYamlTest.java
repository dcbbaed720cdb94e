package io.nautes.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.model.internal.YamlInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalYamlTest {
    private static final String HOST = """
            apiVersion: nautes.resource.nautes.io/v1alpha1
            kind: Cluster
            metadata:
              creationTimestamp: null
              name: host-1
              namespace: nautes
            spec:
              apiServer: https://192.0.2.10:6443
              clusterKind: kubernetes
              clusterType: physical
              componentsList:
                gateway:
                  additions:
                    httpNodePort: "30080"
                    httpsNodePort: "30443"
                  name: traefik
                  namespace: traefik
              usage: host
            status:
              productIDMap: null
              warnings: null
            """;
    private static final String FIELDS_OF_USERS = """
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
                traefik: []
            """;

    @Test
    void readsTheFieldsOfAHost() {
        assertThat(CanonicalYaml.readOrNull(HOST))
                .isEqualTo(ClusterResource.of(
                        "host-1",
                        "nautes",
                        new ClusterSpec(
                                "https://192.0.2.10:6443",
                                ClusterKind.KUBERNETES,
                                ClusterType.PHYSICAL,
                                Usage.HOST,
                                null,
                                null,
                                null,
                                Map.of(
                                        ComponentCategory.GATEWAY,
                                        Component.of("traefik", "traefik")
                                                .withAddition("httpNodePort", "30080")
                                                .withAddition("httpsNodePort", "30443")),
                                Map.of(),
                                Map.of(),
                                Map.of())));
    }

    @Test
    void readsProductsAndTheirResources() {
        ClusterSpec spec = CanonicalYaml.readOrNull(HOST.replace("  usage:", FIELDS_OF_USERS + "  usage:"))
                .spec();

        assertThat(spec.productAllowedClusterResources())
                .containsExactly(
                        Map.entry(
                                "demo",
                                List.of(
                                        new ClusterScopedResource("ClusterRole", "rbac.authorization.k8s.io"),
                                        new ClusterScopedResource("Namespace", ""))),
                        Map.entry("empty", List.of()));
        assertThat(spec.reservedNamespacesAllowedProducts())
                .containsExactly(Map.entry("argocd", List.of("demo", "demo-2")), Map.entry("traefik", List.of()));
    }

    static Stream<String> otherForms() {
        return Stream.of(
                "",
                "---\n" + HOST,
                "# a comment\n" + HOST,
                HOST.strip(),
                HOST + "x: 1\n",
                HOST.replace("\n", "\r\n"),
                HOST.replace("  namespace: nautes\n", "  labels:\n    a: b\n  namespace: nautes\n"),
                HOST.replace("name: host-1", "name: 'host-1'"),
                HOST.replace("name: host-1", "name: \"host-1\""),
                HOST.replace("name: host-1", "name: host-1 # the first"),
                HOST.replace("name: host-1", "name: &name host-1"),
                HOST.replace("name: host-1", "name:"),
                HOST.replace("name: host-1", "name: \"\""),
                HOST.replace("\"30080\"", "30080"),
                HOST.replace("\"30080\"", "\"\\x33\""),
                HOST.replace("httpsNodePort", "httpNodePort"),
                HOST.replace("httpNodePort", "zttpNodePort"),
                HOST.replace("httpNodePort:", "httpNodePort :"),
                HOST.replace("traefik", "tra efik: x"),
                HOST.replace("traefik", "null"),
                HOST.replace("gateway", "fridge"),
                HOST.replace("httpNodePort", "<<"),
                HOST.replace("  usage: host\n", "  usage: host\n  other: 1\n"),
                HOST.replace("  usage: host\n", "  primaryDomain: \"\"\n  usage: host\n"),
                HOST.replace("  usage: host\n", ""));
    }

    @ParameterizedTest
    @MethodSource("otherForms")
    void leavesOtherFormsToTheReaderOfYaml(String yaml) {
        assertThat(CanonicalYaml.readOrNull(yaml)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "yes", "1:30", "a: b", "\u00e9", "\uD83D\uDE00", " x", "a\nb", "- x", "\"q\"", "it's"})
    void agreesWithTheReaderOfYamlAboutOddTexts(String text) {
        ClusterResource resource = resource(text);
        String yaml = ClusterYaml.writeText(resource);

        assertThat(ResourceBinder.bind(YamlInput.parse(yaml))).isEqualTo(resource);
        assertThat(ClusterYaml.readResource(yaml)).isEqualTo(resource);
    }

    private static ClusterResource resource(String text) {
        return ClusterResource.of(
                "host-1",
                "nautes",
                new ClusterSpec(
                        text,
                        ClusterKind.KUBERNETES,
                        ClusterType.PHYSICAL,
                        Usage.HOST,
                        null,
                        null,
                        null,
                        Map.of(
                                ComponentCategory.GATEWAY,
                                Component.of(text, "ns").withAddition(text, text)),
                        Map.of(text, List.of(text)),
                        Map.of(text, List.of(new ClusterScopedResource(text, text))),
                        Map.of()));
    }

    @Test
    void whatItAcceptsOfDamagedFilesIsWhatTheReaderOfYamlReads() {
        String whole = HOST.replace("  usage:", FIELDS_OF_USERS + "  usage:");
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < 5000; i++) {
            StringBuilder damaged = new StringBuilder(whole);
            int place = random.nextInt(damaged.length());
            damaged.replace(
                    place,
                    Math.min(damaged.length(), place + random.nextInt(3)),
                    String.valueOf(" \n:-\"'#[]{}<&*!|>%@`ax1".charAt(random.nextInt(23))));
            ClusterResource canonical = CanonicalYaml.readOrNull(damaged.toString());
            if (canonical != null) {
                accepted++;
                assertThat(canonical)
                        .as("seed %d: %s", seed, damaged)
                        .isEqualTo(ResourceBinder.bind(YamlInput.parse(damaged.toString())));
            }
        }
        assertThat(accepted).isPositive();
    }

    @Test
    void keysOfUsersInAnyOrderAreWrittenInTheOneOrder() {
        Map<String, List<String>> products = new LinkedHashMap<>();
        List.of("b", "a-10", "a-9", "B", "_x", "a").forEach(namespace -> products.put(namespace, List.of()));
        ClusterResource resource = ClusterResource.of(
                "host-1",
                "nautes",
                new ClusterSpec(
                        "https://192.0.2.10:6443",
                        ClusterKind.KUBERNETES,
                        ClusterType.PHYSICAL,
                        Usage.HOST,
                        null,
                        null,
                        null,
                        Map.of(),
                        products,
                        Map.of(),
                        Map.of()));

        assertThat(ClusterYaml.writeText(resource)).contains("""
                  reservedNamespacesAllowedProducts:
                    _x: []
                    B: []
                    a: []
                    a-9: []
                    a-10: []
                    b: []
                """);
    }
}
