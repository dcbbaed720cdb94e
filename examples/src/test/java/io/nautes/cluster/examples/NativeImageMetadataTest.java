package io.nautes.cluster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifies the metadata of native images, which contain only the resources that it lists. */
class NativeImageMetadataTest {
    private static Stream<String> modules() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            return folders
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> name.startsWith("nautes-cluster-") && !name.endsWith("-bom"))
                    // Spring registers its resources for native images itself.
                    .filter(name -> !name.endsWith("-spring-boot-starter"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(folder::relativize).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyResourceOfAModuleIsListed(String module) throws IOException {
        Path main = Path.of("..", module, "src", "main");
        Path metadata = main.resolve(Path.of(
                "resources", "META-INF", "native-image", "io.nautes.cluster", module, "reachability-metadata.json"));
        String listed = Files.exists(metadata) ? Files.readString(metadata) : "";

        for (String kind : List.of("resources", "filtered")) {
            for (Path resource : files(main.resolve(kind))) {
                if (resource.startsWith("META-INF")) {
                    continue;
                }
                String file = resource.toString().replace('\\', '/');
                String bundle =
                        file.replaceFirst("(_[a-z]{2})?\\.properties$", "").replace('/', '.');
                assertThat(listed.contains('"' + file + '"') || listed.contains('"' + bundle + '"'))
                        .as(module + ": " + file)
                        .isTrue();
            }
        }
    }
}
