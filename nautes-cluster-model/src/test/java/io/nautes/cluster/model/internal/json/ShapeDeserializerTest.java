package io.nautes.cluster.model.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeDeserializerTest {
    record Item(String name) {}

    record Box(
            Item item,
            List<Item> items,
            Map<String, Item> named,
            Map<String, List<Item>> lists,
            Map<String, String> texts,
            Map<String, Object> any) {}

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addDeserializer(Object.class, TreeDeserializer.ofValues())
                    .setDeserializerModifier(new ShapeModifier()))
            .build();

    private final RecordedMismatches mismatches = new RecordedMismatches(true);

    private Box read(String json) throws IOException {
        return mismatches.read(mapper, Box.class, json);
    }

    @Test
    void valuesOfTheRightTypeAreRead() throws IOException {
        assertThat(read("""
                        {"item": {"name": "a"}, "items": [{"name": "b"}], "named": {"c": {"name": "d"}},
                         "lists": {"e": [{"name": "f"}]}, "texts": {"g": "h"}, "any": {"i": [1]}}"""))
                .isEqualTo(new Box(
                        new Item("a"),
                        List.of(new Item("b")),
                        Map.of("c", new Item("d")),
                        Map.of("e", List.of(new Item("f"))),
                        Map.of("g", "h"),
                        Map.of("i", List.of(1))));
        assertThat(mismatches.wrongTypes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "\"\"", "\"text\"", "[]", "[{}]"})
    void valuesOtherThanObjectsAreReportedAndOmitted(String value) throws IOException {
        Box box = read("{\"item\": " + value + ", \"named\": " + value + ", \"any\": " + value + "}");

        assertThat(box).isEqualTo(new Box(null, null, null, null, null, null));
        assertThat(mismatches.wrongTypes).containsExactly("item: an object", "named: an object", "any: an object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"\"", "{}", "{\"name\": [1]}"})
    void valuesOtherThanListsAreReportedAndReadAsEmptyLists(String value) throws IOException {
        Box box = read("{\"items\": " + value + ", \"lists\": {\"a\": " + value + "}}");

        assertThat(box.items()).isEmpty();
        assertThat(box.lists()).isEqualTo(Map.of("a", List.of()));
        assertThat(mismatches.wrongTypes).containsExactly("items: a list", "lists.a: a list");
    }

    @Test
    void documentThatIsNotAnObjectIsReported() throws IOException {
        assertThat(read("[1]")).isNull();
        assertThat(mismatches.wrongTypes).containsExactly(": an object");
    }

    @Test
    void itemsOfTheWrongTypeAreReportedAndOmitted() throws IOException {
        Box box = read("""
                {"items": [1, {"name": "a"}, [], null], "named": {"b": "c", "d": {"name": "e"}, "f": null},
                 "lists": {"g": [{"name": "h"}, null]}}""");

        assertThat(box.items()).containsExactly(new Item("a"));
        assertThat(box.named()).isEqualTo(Map.of("d", new Item("e")));
        assertThat(box.lists()).isEqualTo(Map.of("g", List.of(new Item("h"))));
        assertThat(mismatches.wrongTypes)
                .containsExactly(
                        "items[0]: an object",
                        "items[2]: an object",
                        "items[3]: an object",
                        "named.b: an object",
                        "named.f: an object",
                        "lists.g[1]: an object");
    }

    @Test
    void nullFieldIsNotAMismatch() throws IOException {
        Box box = read("{\"item\": null, \"named\": null, \"any\": null}");

        assertThat(box).isEqualTo(new Box(null, null, null, null, null, null));
        assertThat(mismatches.wrongTypes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, ''", "false, 'items: a list,lists.a: a list'"})
    void nullIsAnEmptyListUnlessTheHandlerRefusesIt(boolean accepts, String wrongTypes) throws IOException {
        RecordedMismatches handler = new RecordedMismatches(accepts);

        Box box = handler.read(mapper, Box.class, "{\"items\": null, \"lists\": {\"a\": null}}");

        assertThat(box.items()).isEmpty();
        assertThat(box.lists()).isEqualTo(Map.of("a", List.of()));
        assertThat(String.join(",", handler.wrongTypes)).isEqualTo(wrongTypes);
    }

    @Test
    void absentListIsNull() throws IOException {
        RecordedMismatches handler = new RecordedMismatches(false);

        assertThat(handler.read(mapper, Box.class, "{}")).isEqualTo(new Box(null, null, null, null, null, null));
        assertThat(handler.wrongTypes).isEmpty();
    }

    @Test
    void nullIsAValueInTreesOnly() throws IOException {
        Box box = read("{\"texts\": {\"a\": null, \"b\": \"c\"}, \"any\": {\"d\": null, \"e\": [null]}}");

        assertThat(box.texts()).isEqualTo(Map.of("b", "c"));
        assertThat(box.any()).containsEntry("d", null).containsEntry("e", Collections.singletonList(null));
    }
}
