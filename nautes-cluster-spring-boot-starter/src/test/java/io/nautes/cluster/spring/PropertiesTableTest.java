package io.nautes.cluster.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Compares the tables of properties in the README and in the guides with the generated metadata. */
class PropertiesTableTest {
    private static final String METADATA = "/META-INF/spring-configuration-metadata.json";
    private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");

    @Test
    void everyPropertyIsDescribedAndInTheTable() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(properties()).hasSizeGreaterThan(20).allSatisfy(property -> {
            String name = property.path("name").asText();
            String suffix = name.substring(name.lastIndexOf('.'));
            assertThat(property.path("description").asText())
                    .as(name)
                    .isNotEmpty()
                    .doesNotContain("{@");
            assertThat(readme).as(name).containsAnyOf("`" + name + "`", "`" + suffix + "`");
        });
    }

    @Test
    void referenceHasTheTableOfTheMetadata() throws IOException {
        StringBuilder table = new StringBuilder("""
            ## Spring Boot
            | property | type | default | meaning |
            |---|---|---|---|
            """);
        Map<String, JsonNode> sorted = new TreeMap<>();
        properties().forEach(property -> sorted.put(property.path("name").asText(), property));
        sorted.forEach((name, property) -> {
            String type = property.path("type").asText();
            JsonNode value = property.path("defaultValue");
            table.append("| `")
                    .append(name)
                    .append("` | `")
                    .append(type.substring(type.lastIndexOf('.') + 1))
                    .append("` | ")
                    .append(value.isMissingNode() ? "" : "`" + value.asText() + "`")
                    .append(" | ")
                    .append(property.path("description").asText().replace("|", "\\|"))
                    .append(" |\n");
        });
        Path copy = Files.writeString(Path.of("target", "configuration-properties.md"), table);

        assertThat(Files.readString(REFERENCE))
                .as("docs/configuration.md is out of date; put %s in its place", copy.toAbsolutePath())
                .contains(table + "\n## NautesClient\n");
    }

    private static JsonNode properties() throws IOException {
        try (InputStream in = NautesProperties.class.getResourceAsStream(METADATA)) {
            return new ObjectMapper().readTree(in).path("properties");
        }
    }
}
