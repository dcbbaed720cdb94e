package io.nautes.cluster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Users name one version, so every module of the library must be in the BOM. */
class BomTest {
    private static final Path BOM = Path.of("..", "nautes-cluster-bom", "pom.xml");
    private static final Path PARENT = Path.of("..", "pom.xml");

    private static List<String> find(Path file, String expression) throws IOException {
        return Pattern.compile(expression)
                .matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void bomHoldsEveryModuleInTheVersionOfTheParent() throws IOException {
        List<String> modules = find(PARENT, "<module>(nautes-cluster-(?!bom).*)</module>");

        assertThat(find(BOM, "<artifactId>(nautes-cluster-(?!bom).*)</artifactId>"))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(modules);
        assertThat(find(BOM, "<version>(\\d.*)</version>"))
                .containsExactly(find(PARENT, "<version>(\\d.*)</version>").get(0));
    }
}
