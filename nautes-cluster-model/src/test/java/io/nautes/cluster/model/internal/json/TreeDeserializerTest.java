package io.nautes.cluster.model.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TreeDeserializerTest {
    private static final String JSON = "{\"b\": [1, 2.50, true, false, null, \"x\"], \"a\": {\"c\": -0.0}}";

    private static Object read(TreeDeserializer deserializer) throws JsonProcessingException {
        return JsonMapper.builder()
                .addModule(new SimpleModule().addDeserializer(Object.class, deserializer))
                .build()
                .readValue(JSON, Object.class);
    }

    @Test
    void valuesAreStringsNumbersAndBooleans() throws JsonProcessingException {
        assertThat(read(TreeDeserializer.ofValues()))
                .isEqualTo(Map.of("b", Arrays.asList(1, 2.5, true, false, null, "x"), "a", Map.of("c", 0)));
    }

    @Test
    void textsAreReadUnchanged() throws JsonProcessingException {
        assertThat(read(TreeDeserializer.ofTexts()))
                .isEqualTo(
                        Map.of("b", Arrays.asList("1", "2.50", "true", "false", null, "x"), "a", Map.of("c", "-0.0")));
    }

    @Test
    void fieldsKeepTheirOrder() throws JsonProcessingException {
        assertThat(new ArrayList<>(((LinkedHashMap<?, ?>) read(TreeDeserializer.ofValues())).keySet()))
                .isEqualTo(List.of("b", "a"));
    }
}
