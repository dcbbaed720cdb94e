package io.nautes.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Uses a separate mapper, because the mappers of the documents keep their serializers. */
class StoredFieldsTest {
    record Stored(
            @Nullable String text,
            @Nullable Usage value,
            @Nullable Integer number,
            @JsonInclude(Include.NON_NULL) @Nullable String optional) {}

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new SimpleModule().setSerializerModifier(new StoredFields.EmptyTexts()))
            .build();

    @Test
    void missingTextIsWrittenAsEmptyUnlessItIsOmitted() throws JsonProcessingException {
        assertThat(mapper.writeValueAsString(new Stored(null, null, null, null)))
                .isEqualTo("{\"text\":\"\",\"value\":\"\",\"number\":null}");
    }

    @Test
    void otherTextsAreWrittenUnchanged() throws JsonProcessingException {
        assertThat(mapper.writeValueAsString(new Stored("a", Usage.HOST, 1, "")))
                .isEqualTo("{\"text\":\"a\",\"value\":\"host\",\"number\":1,\"optional\":\"\"}");
    }
}
