package io.nautes.cluster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The published POMs: flattened, complete for Maven Central, and without build configuration. */
class PublishedPomsTest {
    private static final Path PARENT = Path.of("..", "pom.xml");

    private static List<String> modules() throws IOException {
        return Pattern.compile("<module>(nautes-cluster-.*)</module>")
                .matcher(Files.readString(PARENT))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static Element pom(String module) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("..", module, ".flattened-pom.xml").toFile());
        return document.getDocumentElement();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }

    private static String text(Element pom, String... path) {
        Element element = pom;
        for (String name : path) {
            List<Element> found = children(element, name);
            if (found.isEmpty()) {
                return "";
            }
            element = found.get(0);
        }
        return element.getTextContent().strip();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void pomMeetsTheRequirementsOfMavenCentral(String module) throws Exception {
        Element pom = pom(module);

        assertThat(text(pom, "groupId")).isEqualTo("io.nautes.cluster");
        assertThat(text(pom, "artifactId")).isEqualTo(module);
        assertThat(text(pom, "version")).matches("\\d+\\.\\d+\\.\\d+(-\\w+)?");
        assertThat(text(pom, "name")).isNotEmpty();
        assertThat(text(pom, "description")).isNotEmpty();
        assertThat(text(pom, "url")).startsWith("https://").doesNotContain(module);
        assertThat(text(pom, "licenses", "license", "url")).startsWith("https://www.apache.org/licenses/");
        assertThat(text(pom, "developers", "developer", "name")).isNotEmpty();
        assertThat(text(pom, "scm", "url")).startsWith("https://").doesNotContain(module);
        assertThat(text(pom, "scm", "connection")).startsWith("scm:git:").doesNotContain(module);
        assertThat(text(pom, "scm", "developerConnection")).startsWith("scm:git:");
        assertThat(text(pom, "issueManagement", "url")).startsWith("https://");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void pomContainsNoBuildConfiguration(String module) throws Exception {
        Element pom = pom(module);

        for (String part : List.of("parent", "build", "profiles", "properties", "modules")) {
            assertThat(children(pom, part)).as(part).isEmpty();
        }
        for (Element dependencies : children(pom, "dependencies")) {
            assertThat(children(dependencies, "dependency")).allSatisfy(dependency -> {
                assertThat(text(dependency, "version"))
                        .as(text(dependency, "artifactId"))
                        .matches("\\d[\\w.-]*");
                assertThat(text(dependency, "scope")).isNotEqualTo("test");
                assertThat(text(dependency, "artifactId")).isNotEqualTo("nautes-cluster-test-fixtures");
            });
        }
    }

    /** Verifies that the version is declared once; Maven would look for a parent with another version outside of the build. */
    @Test
    void versionIsOnlyInTheParentPom() throws IOException {
        try (Stream<Path> files = Files.find(
                Path.of(".."),
                3,
                (file, attributes) -> file.getFileName().toString().equals("pom.xml"))) {
            assertThat(files.filter(file -> !file.startsWith(Path.of("..", ".ci"))
                                    && !file.toString().contains("target"))
                            .toList())
                    .hasSizeGreaterThan(10)
                    .allSatisfy(file -> assertThat(Files.readString(file)).contains("<version>${revision}</version>"));
        }
    }

    /** Verifies that the BOM is complete, because users declare only its version. */
    @Test
    void bomContainsExactlyTheModulesOfTheLibrary() throws Exception {
        Element management =
                children(pom("nautes-cluster-bom"), "dependencyManagement").get(0);
        List<Element> managed = children(children(management, "dependencies").get(0), "dependency");

        assertThat(managed)
                .extracting(dependency -> text(dependency, "version"))
                .containsOnly("${project.version}");
        assertThat(managed)
                .extracting(dependency -> text(dependency, "artifactId"))
                .containsExactlyInAnyOrderElementsOf(modules().stream()
                        .filter(module -> !module.equals("nautes-cluster-bom"))
                        .toList());
    }
}
