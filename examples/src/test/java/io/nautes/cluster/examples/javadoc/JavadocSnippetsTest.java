package io.nautes.cluster.examples.javadoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.gitstore.GitCredentials;
import io.nautes.cluster.gitstore.TemplateRepository;
import io.nautes.cluster.kubeconfig.DirectoryKubeconfigStore;
import io.nautes.cluster.kubeconfig.VaultKubeconfigStore;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.preflight.ClusterProbe;
import io.nautes.cluster.preflight.status.ClusterStatusReader;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.NautesServer;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifies that the snippets of the Javadoc are code of this package or of the starter's tests, which is compiled and run. */
class JavadocSnippetsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path SOURCES = Path.of("src/test/java/io/nautes/cluster/examples/javadoc");
    private static final Path STARTER_TESTS = ROOT.resolve("nautes-cluster-spring-boot-starter/src/test/java");
    private static final Path OVERVIEW = ROOT.resolve("src/javadoc/overview.html");
    private static final Pattern OVERVIEW_SNIPPET = Pattern.compile("<pre>\\{@code\n(.*?)\\n}</pre>", Pattern.DOTALL);
    private static final Pattern MODULE_EXPORT = Pattern.compile("(?m)^    exports ([\\w.]+);$");
    private static final Pattern SNIPPET = Pattern.compile("<pre>\\{@code\n(.*?)\\n\\s*\\* }</pre>", Pattern.DOTALL);
    private static final Path CERTIFICATE =
            ROOT.resolve("nautes-cluster-core/src/test/resources/io/nautes/cluster/core/rsa-cert.pem");

    @TempDir
    Path temp;

    @Test
    void everySnippetIsTestedCode() throws IOException {
        String tested = withoutSpace(String.join("\n", texts(SOURCES)) + String.join("\n", texts(STARTER_TESTS)));
        List<String> snippets;
        try (Stream<Path> modules = Files.list(ROOT)) {
            snippets = modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(sources -> texts(sources).stream())
                    .flatMap(text -> SNIPPET.matcher(text).results().map(match -> match.group(1)))
                    .map(snippet -> snippet.replaceAll("(?m)^\\s*\\* ?", ""))
                    .toList();
        }

        assertThat(snippets).hasSizeGreaterThanOrEqualTo(35);
        assertThat(snippets).allSatisfy(snippet -> assertIsTested(snippet, tested));
    }

    private static void assertIsTested(String snippet, String tested) {
        for (String part : snippet.split("\n\n")) {
            assertThat(tested).as(snippet).contains(withoutSpace(part));
        }
    }

    @Test
    void snippetsOfTheOverviewAreTestedCode() {
        String tested = withoutSpace(String.join("\n", texts(SOURCES)));
        List<String> snippets = OVERVIEW_SNIPPET
                .matcher(text(OVERVIEW))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(snippets).isNotEmpty().allSatisfy(snippet -> assertIsTested(snippet, tested));
    }

    @Test
    void everyExportedPackageHasASnippet() throws IOException {
        List<Path> packages;
        try (Stream<Path> modules = Files.list(ROOT)) {
            packages = modules.map(module -> module.resolve("src/main/java"))
                    .filter(sources -> Files.exists(sources.resolve("module-info.java")))
                    .flatMap(sources -> MODULE_EXPORT
                            .matcher(text(sources.resolve("module-info.java")))
                            .results()
                            .map(match -> sources.resolve(match.group(1).replace('.', '/'))))
                    .toList();
        }

        assertThat(packages)
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                        .content()
                        .containsPattern(SNIPPET));
    }

    private static List<String> texts(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(JavadocSnippetsTest::text)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void client() {
        Path ca = CERTIFICATE;
        ClusterRequest request = ClusterFixtures.host();
        try (NautesServer server = NautesServer.start()) {
            String url = server.uri().toString();
            String token = server.token().value();

            try (NautesClient client = NautesClient.builder(url)
                    .token(AccessToken.of(token))
                    .trustPem(ca)
                    .build()) {
                client.save("cluster-host", request);
            }

            assertThat(server.registry().find("cluster-host")).isPresent();
        }
    }

    @Test
    void server() {
        try (NautesServer server = NautesServer.start()) {
            ClusterRegistry registry =
                    NautesClient.builder(server.uri()).token(server.token()).build();
            registry.list();
        }
    }

    @Test
    void storeInMemory() {
        Kubeconfig kubeconfig = ClusterFixtures.kubeconfig("https://10.1.2.3:6443");

        try (ClusterRegistry registry = StoreClusterRegistry.over(new InMemoryClusterStore())) {
            registry.save(
                    "cluster-host",
                    ClusterRequest.host("https://10.1.2.3:6443", kubeconfig).build());
        }
    }

    @Test
    void storeInGit() throws Exception {
        String repository = temp.resolve("tenant.git").toString();
        BareRepository.create(temp.resolve("tenant.git"));
        String token = "token";

        GitClusterStore store = GitClusterStore.builder(repository)
                .credentials(GitCredentials.token(token))
                .open();
        ClusterRegistry registry = StoreClusterRegistry.over(store);

        registry.close();
    }

    @Test
    void templates() {
        TemplateRepository templates = TemplateRepository.at("https://gitlab.example.com/nautes/cluster-templates.git")
                .withRevision("v0.4.1");

        assertThat(templates).hasToString("https://gitlab.example.com/nautes/cluster-templates.git at v0.4.1");
    }

    @Test
    void preflight() {
        ClusterRequest request = ClusterRequest.host("https://127.0.0.1:1", Kubeconfig.of("current-context: missing"))
                .build();

        assertThatThrownBy(() -> {
                    ValidationReport report = ClusterProbe.builder().build().check("host", request);
                    report.orThrow("host");
                })
                .isInstanceOf(InvalidClusterException.class)
                .hasMessageContaining("the kubeconfig cannot be used");
    }

    @Test
    void statusOfACluster() {
        Kubeconfig managementKubeconfig = Kubeconfig.of("current-context: missing");

        assertThatThrownBy(() -> {
                    ClusterStatusReader reader =
                            ClusterStatusReader.builder(managementKubeconfig).build();
                    reader.awaitReady("host", Duration.ofMinutes(10), status -> System.out.println(status));
                })
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("the kubeconfig cannot be used");
    }

    @Test
    void kubeconfigsInAFolder() {
        Path folder = temp.resolve("kubeconfigs");
        ClusterStore store = new InMemoryClusterStore();

        ClusterRegistry registry = StoreClusterRegistry.builder(store)
                .kubeconfigs(DirectoryKubeconfigStore.open(folder))
                .build();

        registry.save("host-1", ClusterFixtures.host());
        assertThat(folder).isNotEmptyDirectory();
        registry.close();
    }

    @Test
    void kubeconfigsInVault() {
        String roleId = "role";
        String secretId = "secret";
        Path ca = CERTIFICATE;
        ClusterStore store = new InMemoryClusterStore();

        try (VaultKubeconfigStore kubeconfigs = VaultKubeconfigStore.builder(
                        URI.create("https://vault.example.com:8200"))
                .appRole(roleId, AccessToken.of(secretId))
                .trustPem(ca)
                .build()) {
            ClusterRegistry registry =
                    StoreClusterRegistry.builder(store).kubeconfigs(kubeconfigs).build();
            registry.list();
        }
    }

    @Test
    void requests() {
        ClusterRequest request = ClusterRequest.virtualPipelineRuntime("https://10.1.2.3:31456", "cluster-host")
                .build();

        Evaluation evaluation = ClusterEvaluator.standard().evaluate("pipeline-1", request);
        evaluation.report().findings().forEach(System.out::println);

        assertThat(evaluation.report().isValid()).isTrue();
        Cluster cluster = Cluster.of(evaluation.resource());
        ClusterRequest changed = cluster.toRequest()
                .eventListenerByDefault()
                .vclusterPortOfApiServer()
                .withoutKubeconfig()
                .primaryDomain("example.com")
                .build();
        assertThat(changed.primaryDomain()).isEqualTo("example.com");
    }

    @Test
    void validatorFactoryOfTheProgram() {
        try (ValidatorFactory validatorFactory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            ClusterEvaluator evaluator = ClusterEvaluator.builder()
                    .validatorFactory(validatorFactory)
                    .build();

            assertThat(evaluator
                            .evaluate("pipeline-1", ClusterRequest.builder().build())
                            .report()
                            .isValid())
                    .isFalse();
        }
    }
}
