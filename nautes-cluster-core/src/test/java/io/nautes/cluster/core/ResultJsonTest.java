package io.nautes.cluster.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.store.InMemoryClusterRegistry;
import io.nautes.cluster.model.ClusterRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The JSON form of results, written by a default mapper. */
class ResultJsonTest {
    private static final ObjectMapper PLAIN = new ObjectMapper();

    private static String json(Object value) throws JsonProcessingException {
        return PLAIN.writeValueAsString(value);
    }

    @Test
    void savesAndDeletes() throws Exception {
        assertThat(json(new SaveResult("host-1", SaveResult.Change.CREATED, "r1", List.of())))
                .isEqualTo("{\"name\":\"host-1\",\"change\":\"CREATED\",\"revision\":\"r1\",\"warnings\":[]}");
        assertThat(json(new DeleteResult("host-1", true, null))).isEqualTo("{\"name\":\"host-1\",\"deleted\":true}");
    }

    @Test
    void findingHasTextsInTheRequestedLanguage() throws Exception {
        ClusterRequest request =
                Requests.virtualPipeline(31001).toBuilder().primaryDomain("a_b").build();
        Finding finding = ClusterEvaluator.standard()
                .evaluate("v-1", request)
                .report()
                .errors()
                .get(0);

        JsonNode english = PLAIN.readTree(json(finding));
        JsonNode chinese = PLAIN.readTree(json(finding.in(Locale.CHINESE)));

        assertThat(english.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("code", "severity", "pointer", "value", "message", "hint");
        assertThat(english.get("severity").asText()).isEqualTo("ERROR");
        assertThat(english.get("pointer").asText()).isEqualTo("/primary_domain");
        assertThat(english.get("value").asText()).isEqualTo("a_b");
        assertThat(english.get("message").asText()).isEqualTo(finding.message());
        assertThat(chinese.get("message").asText()).isEqualTo(finding.text().message(Locale.CHINESE));
        assertThat(chinese.get("hint").asText()).isEqualTo(finding.text().hint(Locale.CHINESE));
    }

    @Test
    void batchHasFailuresWithTheirFindings() throws Exception {
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        requests.put("host-1", Requests.host());
        requests.put("../x", Requests.host());
        try (InMemoryClusterRegistry registry = InMemoryClusterRegistry.create()) {
            JsonNode result = PLAIN.readTree(json(registry.saveAll(requests, BatchOptions.defaults())));

            assertThat(result.get("success").asBoolean()).isFalse();
            assertThat(result.at("/entries/0/outcome").asText()).isEqualTo("CREATED");
            assertThat(result.at("/entries/0").has("failure")).isFalse();
            assertThat(result.at("/entries/1/failure/code").asText()).isEqualTo("INVALID");
            assertThat(result.at("/entries/1/failure/retryable").asBoolean()).isFalse();
            assertThat(result.at("/entries/1/failure/findings/0/pointer").asText())
                    .isEqualTo("/name");
            assertThat(result.at("/entries/1/failure").fieldNames())
                    .toIterable()
                    .containsExactly("code", "message", "retryable", "findings");
            assertThat(result.toString()).doesNotContain("stackTrace", "hush");
        }
    }

    @Test
    void planHasTheDifference() throws Exception {
        try (InMemoryClusterRegistry registry = InMemoryClusterRegistry.create()) {
            registry.save("host-1", Requests.host());

            JsonNode plan = PLAIN.readTree(json(registry.plan(
                    "host-1",
                    Requests.host().toBuilder().primaryDomain("example.com").build())));

            assertThat(plan.get("action").asText()).isEqualTo("UPDATE");
            assertThat(plan.get("revision").asText()).isEqualTo("1");
            assertThat(plan.at("/after/primary_domain").asText()).isEqualTo("example.com");
            assertThat(plan.at("/difference/changes").findValuesAsText("pointer"))
                    .contains("/primary_domain");
            assertThat(plan.toString()).doesNotContain("hush", "files");
        }
    }

    @Test
    void reportHasFindingsAndVerdict() throws Exception {
        assertThat(json(ValidationReport.empty())).isEqualTo("{\"findings\":[],\"valid\":true}");
    }
}
