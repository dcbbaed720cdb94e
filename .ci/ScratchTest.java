import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A generator of the sources of a project outside of this repository. It writes each Java snippet of README.md, unchanged,
 * into a separate test. Arguments: README.md, the folder to write to.
 */
class ScratchTest {
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String HEAD = """
            package scratch;

            import static io.nautes.cluster.testkit.NautesAssertions.assertThat;
            import static org.assertj.core.api.Assertions.assertThat;

            import io.nautes.cluster.client.*;
            import io.nautes.cluster.core.*;
            import io.nautes.cluster.core.catalog.*;
            import io.nautes.cluster.core.evaluation.*;
            import io.nautes.cluster.core.spi.*;
            import io.nautes.cluster.core.store.*;
            import io.nautes.cluster.model.*;
            import io.nautes.cluster.model.kubeconfig.*;
            import io.nautes.cluster.testkit.*;
            import java.nio.file.*;
            import org.junit.jupiter.api.*;
            import org.junit.jupiter.api.io.*;

            """;

    /** The code around a snippet, by a word that the snippet contains. */
    private static final Map<String, String> FRAMES = Map.of(
            "NautesClient.builder",
            """
            @EnableNautes
            class ThroughAnApiServerTest {
                @Test
                void snippetRuns(NautesServer server, @TempDir Path temp) throws Exception {
                    String url = server.uri().toString();
                    String token = server.token().value();
                    Path kubeconfigFile = Files.writeString(
                            temp.resolve("admin.conf"), ClusterFixtures.kubeconfig("https://10.1.2.3:6443").text());
            %s
                    assertThat(server.registry()).holdsOnly("ci", "host");
                }
            }
            """,
            "explanation()",
            """
            class FindingsTest {
                @Test
                void snippetRuns() {
                    ClusterRequest request =
                            ClusterRequest.virtualPipelineRuntime("https://localhost:31456", "host").build();
                    StringBuilder out = new StringBuilder();
            %s
                    assertThat(out.toString()).contains("/api_server: ", "tekton");
                }
            }
            """,
            "jenkins",
            """
            class OwnComponentTest {
                @Test
                void snippetRuns() {
            %s
                    assertThat(evaluator.catalog().component("jenkins")).isPresent();
                }
            }
            """,
            "@EnableNautes",
            "%s");

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]).resolve("scratch"));
        List<String> snippets = SNIPPET.matcher(Files.readString(Path.of(arguments[0])))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        int count = 0;
        for (String snippet : snippets) {
            for (Map.Entry<String, String> frame : FRAMES.entrySet()) {
                if (snippet.contains(frame.getKey())) {
                    String source = HEAD + frame.getValue().formatted(snippet);
                    String name = source.replaceAll("(?s).*?\nclass (\\w+) .*", "$1");
                    Files.writeString(folder.resolve(name + ".java"), source);
                    count++;
                }
            }
        }
        if (count != FRAMES.size()) {
            throw new IllegalStateException("README.md has " + count + " of the " + FRAMES.size() + " known snippets");
        }
        Files.writeString(folder.resolveSibling("module-info.java"), """
                open module scratch {
                    requires io.nautes.cluster.client;
                    requires io.nautes.cluster.testkit;
                    requires org.junit.jupiter.api;
                    requires org.assertj.core;
                }
                """);
    }
}
