package io.nautes.cluster.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of properties in the README, and the metadata that is generated of {@link NautesProperties}. */
class PropertiesTableTest {
    private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

    @Test
    void everyPropertyIsDescribedAndInTheTable() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        JsonNode properties;
        try (InputStream in = NautesProperties.class.getResourceAsStream(METADATA)) {
            properties = new ObjectMapper().readTree(in).path("properties");
        }

        assertThat(properties).hasSizeGreaterThan(20).allSatisfy(property -> {
            String name = property.path("name").asText();
            String suffix = name.substring(name.lastIndexOf('.'));
            assertThat(property.path("description").asText())
                    .as(name)
                    .isNotEmpty()
                    .doesNotContain("{@");
            assertThat(readme).as(name).containsAnyOf("`" + name + "`", "`" + suffix + "`");
        });
    }
}
