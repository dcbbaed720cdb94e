package io.nautes.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.nautes.cluster.model.internal.json.DocumentPath;
import io.nautes.cluster.model.internal.json.MismatchHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uses separate mappers, because the mappers of the documents keep their deserializers. */
class ComponentsDeserializerTest {
    record Components(Map<ComponentCategory, Component> list) {}

    /** Records what is reported. */
    private static final class Mismatches implements MismatchHandler {
        final List<String> reports = new ArrayList<>();
        final List<Object> known = new ArrayList<>();

        @Override
        public boolean acceptsAsText(JsonToken token, boolean isFreeText) {
            return false;
        }

        @Override
        public void wrongType(JsonParser parser, String expected, boolean isSecret) {
            reports.add(DocumentPath.of(parser).dotted() + " is not " + expected);
        }

        @Override
        public void unknownField(DocumentPath parent, String name, Collection<Object> names, JsonParser value) {
            reports.add(name + " in " + parent.dotted());
            known.addAll(names);
        }
    }

    private final Mismatches mismatches = new Mismatches();

    private Components read(String json, Function<String, Optional<ComponentCategory>> categories) throws IOException {
        return JsonMapper.builder()
                .addModule(new SimpleModule().setDeserializerModifier(new Mappers.Shapes(categories)))
                .build()
                .readerFor(Components.class)
                .withAttribute(MismatchHandler.ATTRIBUTE, mismatches)
                .readValue(json);
    }

    @Test
    void componentsAreReadByTheirCategories() throws IOException {
        Components read = read(
                "{\"list\": {\"multi_tenant\": {\"name\": \"hnc\"}, \"pipeline\": null}}",
                ComponentCategory::ofWireName);

        assertThat(read.list()).isEqualTo(Map.of(ComponentCategory.MULTI_TENANT, Component.named("hnc")));
        assertThat(mismatches.reports).isEmpty();
    }

    @Test
    void otherCategoriesAreReportedWithTheNamesOfTheForm() throws IOException {
        Components read = read(
                "{\"list\": {\"multiTenant\": {\"a\": {}}, \"gateway\": {\"name\": \"traefik\"}}}",
                ComponentCategory::ofWireName);

        assertThat(read.list()).isEqualTo(Map.of(ComponentCategory.GATEWAY, Component.named("traefik")));
        assertThat(mismatches.reports).containsExactly("multiTenant in list");
        assertThat(mismatches.known)
                .containsExactlyInAnyOrderElementsOf(Stream.of(ComponentCategory.values())
                        .map(ComponentCategory::wireName)
                        .toList());
    }

    @Test
    void resourcesUseTheirSpellingOfTheNames() throws IOException {
        read("{\"list\": {\"multi_tenant\": {}}}", ComponentCategory::ofResourceName);

        assertThat(mismatches.reports).containsExactly("multi_tenant in list");
        assertThat(mismatches.known)
                .containsExactlyInAnyOrderElementsOf(Stream.of(ComponentCategory.values())
                        .map(ComponentCategory::resourceName)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"a\"", "[{}]"})
    void valuesOtherThanObjectsAreReportedAndOmitted(String value) throws IOException {
        assertThat(read("{\"list\": " + value + "}", ComponentCategory::ofName).list())
                .isNull();
        assertThat(mismatches.reports).containsExactly("list is not an object");
    }
}
