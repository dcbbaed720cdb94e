package io.nautes.cluster.examples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Verifies that the recipes of the guide are code of the projects in {@code .ci}, which their scripts run. */
class FrameworksTest {
    private static final Path GUIDE = Path.of("..", "docs", "frameworks.md");
    private static final Path PROJECTS = Path.of("..", ".ci");
    private static final Pattern RECIPE = Pattern.compile("```[a-z]+\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyRecipeIsCodeOfAProject() throws IOException {
        List<String> sources = sources();
        List<String> recipes = RECIPE.matcher(Files.readString(GUIDE))
                .results()
                .map(match -> withoutIndent(match.group(1)))
                .toList();

        assertThat(recipes)
                .hasSize(19)
                .allSatisfy(recipe -> assertThat(sources)
                        .anySatisfy(source -> assertThat(source).contains(recipe)));
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECTS)) {
            return files.filter(Files::isRegularFile)
                    .map(FrameworksTest::read)
                    .map(FrameworksTest::withoutIndent)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutIndent(String code) {
        return code.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
    }
}
