package io.nautes.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of the YAML form that hold for every resource. */
class ClusterYamlPropertiesTest {
    private static final List<String> TEXTS = List.of(
            "",
            "plain",
            "yes",
            "~",
            "30080",
            "1:30",
            "a: b",
            "#x",
            "@x",
            "x ",
            "line\nbreak",
            "tab\tx",
            "it's",
            "\"q\"",
            "very long text ".repeat(12),
            "é☸🚀",
            "0x1F",
            "-",
            "?",
            "a\u2028b",
            "k".repeat(200),
            "a10",
            "a9");

    private final Random random = new Random(7);

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private <V> Map<String, V> map(Supplier<V> value) {
        Map<String, V> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(text(), value.get());
        }
        return map;
    }

    private <V> List<V> list(Supplier<V> value) {
        List<V> list = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            list.add(value.get());
        }
        return list;
    }

    private ClusterResource resource() {
        Map<ComponentCategory, Component> components = new EnumMap<>(ComponentCategory.class);
        for (ComponentCategory category : ComponentCategory.values()) {
            if (random.nextInt(3) == 0) {
                components.put(category, new Component(text(), text(), map(this::text)));
            }
        }
        return ClusterResource.of(
                "n" + text(),
                text(),
                ClusterSpec.builder()
                        .apiServer(text())
                        .clusterKind(ClusterKind.of(text()))
                        .clusterType(ClusterType.of(text()))
                        .usage(Usage.of(text()))
                        .workerType(random.nextBoolean() ? null : WorkerType.of(text()))
                        .hostCluster(text())
                        .primaryDomain(text())
                        .componentsList(components)
                        .reservedNamespacesAllowedProducts(map(() -> list(this::text)))
                        .productAllowedClusterResources(
                                map(() -> list(() -> new ClusterScopedResource(text(), text()))))
                        .build());
    }

    @Test
    void writtenResourceIsReadBackEqual() {
        for (int i = 0; i < 2_000; i++) {
            ClusterResource resource = resource();

            assertThat(ClusterYaml.readResource(ClusterYaml.write(resource))).isEqualTo(normalized(resource));
        }
    }

    /** Empty optional texts are not written and are therefore read as absent. */
    private static ClusterResource normalized(ClusterResource resource) {
        ClusterSpec spec = resource.spec();
        return ClusterResource.of(
                resource.name(),
                resource.namespace(),
                ClusterSpec.builder()
                        .apiServer(spec.apiServer())
                        .clusterKind(spec.clusterKind())
                        .clusterType(spec.clusterType())
                        .usage(spec.usage())
                        .workerType(
                                spec.workerType() == null
                                                || spec.workerType().value().isEmpty()
                                        ? null
                                        : spec.workerType())
                        .hostCluster(emptyAsNull(spec.hostCluster()))
                        .primaryDomain(emptyAsNull(spec.primaryDomain()))
                        .componentsList(spec.componentsList())
                        .reservedNamespacesAllowedProducts(spec.reservedNamespacesAllowedProducts())
                        .productAllowedClusterResources(spec.productAllowedClusterResources())
                        .build());
    }

    private static String emptyAsNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata", "status", "root", "spec"})
    void unknownFieldsAreWritten(String position) {
        ClusterResource plain = Samples.edgeHost();
        Map<String, Object> other = Map.of("phase", "Ready");
        ClusterResource resource = new ClusterResource(
                plain.name(),
                plain.namespace(),
                position.equals("spec") ? plain.spec().withUnknownFields(other) : plain.spec(),
                position.equals("metadata") ? other : Map.of(),
                position.equals("status") ? other : Map.of(),
                position.equals("root") ? other : Map.of());

        assertThat(ClusterYaml.readResource(ClusterYaml.write(resource))).isEqualTo(resource);
    }

    @Test
    void knownFieldIsNotReplacedByAnUnknownFieldOfTheSameName() {
        ClusterResource plain = Samples.edgeHost();
        ClusterResource resource = new ClusterResource(
                plain.name(),
                plain.namespace(),
                plain.spec().withUnknownFields(Map.of("usage", "x", "componentsList", Map.of("gateway", "x"))),
                Map.of("name", "x"),
                Map.of(),
                Map.of("kind", "x"));

        assertThat(ClusterYaml.write(resource)).isEqualTo(ClusterYaml.write(plain));
    }

    @Test
    void keysAreWrittenInAFixedOrder() {
        Map<String, List<String>> products = new LinkedHashMap<>();
        List.of("b", "a-10", "a-9", "B", "_x", "a").forEach(namespace -> products.put(namespace, List.of()));
        ClusterResource resource = ClusterResource.of(
                "host-1",
                "nautes",
                ClusterSpec.builder()
                        .apiServer("https://192.0.2.10:6443")
                        .reservedNamespacesAllowedProducts(products)
                        .build());

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
