package io.nautes.cluster.examples;

import static io.nautes.cluster.testkit.NautesAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.catalog.CatalogComponent;
import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.gitstore.GitClusterRegistry;
import io.nautes.cluster.kubeconfig.DirectoryKubeconfigStore;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.EnableNautes;
import io.nautes.cluster.testkit.NautesServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that the snippets of both READMEs are lines of this class, which is compiled and run. */
class ReadmeTest {
    private static final Path SOURCE = Path.of("src/test/java/io/nautes/cluster/examples/ReadmeTest.java");
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String KUBECONFIG = """
            clusters: [{name: c, cluster: {server: "https://10.1.2.3:6443"}}]
            users: [{name: u, user: {token: t}}]
            contexts: [{name: x, context: {cluster: c, user: u}}]
            current-context: x
            """;

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void everySnippetIsCodeOfThisClass(String name) throws IOException {
        Path readme = Path.of("..", name);
        List<String> snippets = SNIPPET.matcher(Files.readString(readme))
                .results()
                .map((MatchResult match) -> withoutIndent(match.group(1)))
                .toList();
        String source = withoutIndent(Files.readString(SOURCE));

        assertThat(Files.readAllLines(readme)).hasSizeLessThanOrEqualTo(150);
        assertThat(snippets).hasSize(5).allSatisfy(snippet -> assertThat(source).contains(snippet));
    }

    private static String withoutIndent(String code) {
        return code.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
    }

    @Test
    void registersThroughAnApiServer() throws IOException {
        Path kubeconfigFile = Files.writeString(temp.resolve("admin.conf"), KUBECONFIG);
        try (NautesServer server = NautesServer.start()) {
            String url = server.uri().toString();
            String token = server.token().value();

            try (ClusterRegistry registry =
                    NautesClient.builder(url).token(AccessToken.of(token)).build()) {
                Kubeconfig kubeconfig = Kubeconfig.of(Files.readString(kubeconfigFile));
                registry.save(
                        "host",
                        ClusterRequest.host("https://10.1.2.3:6443", kubeconfig).build());
                registry.save(
                        "ci",
                        ClusterRequest.virtualPipelineRuntime("https://10.1.2.3:31456", "host")
                                .build());
            }

            assertThat(server.registry().list().all()).extracting(Cluster::name).containsExactly("ci", "host");
        }
    }

    @Test
    void registersInAGitRepository() throws Exception {
        String repository = temp.resolve("tenant.git").toString();
        BareRepository.create(Path.of(repository));
        ClusterRequest request = ClusterRequest.host("https://10.1.2.3:6443", Kubeconfig.of(KUBECONFIG))
                .build();
        Path privateFolder = temp.resolve("kubeconfigs");
        SaveResult result;

        KubeconfigStore kubeconfigs = DirectoryKubeconfigStore.open(privateFolder);
        try (ClusterRegistry registry = GitClusterRegistry.builder(repository)
                .initializeIfEmpty(true)
                .kubeconfigs(kubeconfigs)
                .open()) {
            result = registry.save("host", request);
        }

        assertThat(result.change()).isEqualTo(SaveResult.Change.CREATED);
        assertThat(kubeconfigs.find("host")).contains(Kubeconfig.of(KUBECONFIG));
    }

    @Test
    void knowsWhatIsWrongAndWhatWouldBeInstalled() {
        ClusterRequest request = ClusterRequest.virtualPipelineRuntime("https://localhost:31456", "host")
                .build();
        StringBuilder out = new StringBuilder();

        Evaluation evaluation = ClusterEvaluator.standard().evaluate("ci", request);
        evaluation.report().findings().forEach(finding -> out.append(finding).append('\n'));
        out.append(evaluation.explanation().toText());

        assertThat(out.toString())
                .contains("/api_server: ", "pipeline: tekton [default] in namespace tekton-pipelines");
    }

    @Test
    void addsAComponentOfOnesOwn() {
        ClusterRequest request = ClusterRequest.virtualPipelineRuntime("https://10.1.2.3:31456", "host")
                .component(ComponentCategory.PIPELINE, Component.named("jenkins"))
                .build();

        ComponentCatalog catalog = ComponentCatalog.standard().toBuilder()
                .component(CatalogComponent.of("jenkins", "jenkins", ComponentCategory.PIPELINE))
                .build();
        ClusterEvaluator evaluator = ClusterEvaluator.builder().catalog(catalog).build();

        assertThat(evaluator.evaluate("ci", request).report().isValid()).isTrue();
        assertThat(ClusterEvaluator.standard().evaluate("ci", request).report().isValid())
                .isFalse();
    }

    @Nested
    @EnableNautes
    class RegistrationTest {
        @Test
        void listsHosts(ClusterRegistry registry, NautesServer server) {
            registry.save("host-1", ClusterFixtures.host());

            assertThat(registry).holds("host-1").isOf(ClusterCategory.HOST);
            assertThat(server.requests()).hasSize(2);
        }
    }
}
