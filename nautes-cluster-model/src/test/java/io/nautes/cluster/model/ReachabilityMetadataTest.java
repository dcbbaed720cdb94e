package io.nautes.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.Converter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What data binding and Bean Validation reach by reflection is listed for native images. */
class ReachabilityMetadataTest {
    private static final String METADATA =
            "/META-INF/native-image/io.nautes.cluster/nautes-cluster-model/reachability-metadata.json";

    @Test
    void everyTypeWithAnnotationsOfJacksonIsListed() throws Exception {
        Set<String> expected = new TreeSet<>(validators());
        expected.add("com.fasterxml.jackson.databind.PropertyNamingStrategies$LowerCamelCaseStrategy");
        expected.add("com.fasterxml.jackson.databind.PropertyNamingStrategies$SnakeCaseStrategy");
        for (Class<?> type : types()) {
            if (isBound(type)) {
                expected.add(type.getName());
            }
        }

        assertThat(listed()).isEqualTo(expected);
    }

    private static Set<String> validators() throws URISyntaxException, IOException {
        try (Stream<Path> files = Files.list(classes().resolve("io/nautes/cluster/model/constraint"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("$Validator.class"))
                    .map(name -> "io.nautes.cluster.model.constraint." + name.substring(0, name.length() - 6))
                    .collect(Collectors.toSet());
        }
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(ClusterRequest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static Set<String> listed() throws IOException {
        Set<String> listed = new TreeSet<>();
        try (InputStream in = ReachabilityMetadataTest.class.getResourceAsStream(METADATA)) {
            for (JsonNode entry : new ObjectMapper().readTree(in).get("reflection")) {
                listed.add(entry.get("type").asText());
            }
        }
        return listed;
    }

    private static List<Class<?>> types() throws URISyntaxException, IOException {
        List<Class<?>> types = new ArrayList<>();
        for (String name : List.of("io.nautes.cluster.model.", "io.nautes.cluster.model.kubeconfig.")) {
            try (Stream<Path> files = Files.list(classes().resolve(name.replace('.', '/')))) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
                        .forEach(file -> types.add(type(name + file.substring(0, file.length() - 6))));
            }
        }
        return types;
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, ClusterRequest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isBound(Class<?> type) {
        Stream<AnnotatedElement> elements = Stream.concat(
                Stream.of(type),
                Stream.of(type.getDeclaredFields(), type.getDeclaredMethods()).flatMap(Stream::of));
        return type == ClusterList.class
                || Converter.class.isAssignableFrom(type)
                || elements.flatMap(element -> Stream.of(element.getAnnotations()))
                        .anyMatch(annotation ->
                                annotation.annotationType().getPackageName().startsWith("com.fasterxml.jackson."));
    }
}
