package io.nautes.cluster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pages in {@code docs} that tests generate and compare. */
public final class GeneratedPage {
    private GeneratedPage() {}

    /**
     * Writes a generated page to the folder {@code target}, from which it can be copied, and compares the page in {@code
     * docs} with it.
     *
     * @param name the path of the file in the folder
     * @param generated the text that the page should have
     */
    public static void compare(String name, String generated) throws IOException {
        Path copy = Path.of("target").resolve(name);
        Files.createDirectories(copy.resolveSibling(""));
        Files.writeString(copy, generated);

        assertThat(Path.of("..", "docs", name))
                .as("docs/%s is out of date; copy %s over it", name, copy.toAbsolutePath())
                .hasContent(generated);
    }
}
