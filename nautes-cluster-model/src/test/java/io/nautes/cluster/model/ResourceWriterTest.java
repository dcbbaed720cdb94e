package io.nautes.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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

class ResourceWriterTest {
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
            "\uD800",
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
                text(),
                text(),
                new ClusterSpec(
                        text(),
                        ClusterKind.of(text()),
                        ClusterType.of(text()),
                        Usage.of(text()),
                        random.nextBoolean() ? null : WorkerType.of(text()),
                        text(),
                        text(),
                        components,
                        map(() -> list(this::text)),
                        map(() -> list(() -> new ClusterScopedResource(text(), text()))),
                        Map.of()));
    }

    @Test
    void bytesAreThoseOfTheSortedTree() {
        for (int i = 0; i < 5_000; i++) {
            ClusterResource resource = resource();
            assertThat(ResourceWriter.write(resource)).isEqualTo(ClusterYaml.writeSorted(resource));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata", "status", "root", "spec"})
    void fieldsOfOthersAreLeftToTheSortedTree(String place) {
        ClusterResource plain = Samples.edgeHost();
        Map<String, Object> other = Map.of("phase", "Ready");
        ClusterResource resource = new ClusterResource(
                plain.name(),
                plain.namespace(),
                place.equals("spec") ? plain.spec().withUnknownFields(other) : plain.spec(),
                place.equals("metadata") ? other : Map.of(),
                place.equals("status") ? other : Map.of(),
                place.equals("root") ? other : Map.of());

        assertThat(ResourceWriter.knowsAllOf(plain)).isTrue();
        assertThat(ResourceWriter.knowsAllOf(resource)).isFalse();
        assertThat(ClusterYaml.write(resource)).asString(StandardCharsets.UTF_8).contains("phase: Ready");
    }
}
