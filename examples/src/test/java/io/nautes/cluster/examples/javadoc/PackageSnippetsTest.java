package io.nautes.cluster.examples.javadoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingText;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.core.catalog.CatalogComponent;
import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.core.evaluation.RuleSet;
import io.nautes.cluster.core.listener.ObservedClusterRegistry;
import io.nautes.cluster.core.listener.OperationListener;
import io.nautes.cluster.core.listener.RegistryListener;
import io.nautes.cluster.core.spi.ClusterRule;
import io.nautes.cluster.core.spi.RuleContext;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.gitstore.spi.RenderedTree;
import io.nautes.cluster.gitstore.spi.TreeRenderer;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.preflight.ClusterProbe;
import io.nautes.cluster.preflight.finding.PreflightCode;
import io.nautes.cluster.preflight.status.ClusterStatus;
import io.nautes.cluster.preflight.status.ClusterStatusReader;
import io.nautes.cluster.server.ClusterApiServer;
import io.nautes.cluster.server.listener.RequestListener;
import io.nautes.cluster.server.listener.ServerMetrics;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.NautesServer;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of the packages' Javadoc and of the overview. */
class PackageSnippetsTest {
    private final Kubeconfig kubeconfig = ClusterFixtures.kubeconfig("https://10.1.2.3:6443");

    @TempDir
    Path temp;

    @Test
    void overview() {
        try (NautesServer server = NautesServer.start()) {
            URI apiServer = server.uri();
            AccessToken token = server.token();

            ClusterRequest request =
                    ClusterRequest.host("https://10.1.2.3:6443", kubeconfig).build();
            try (ClusterRegistry registry =
                    NautesClient.builder(apiServer).token(token).build()) {
                SaveResult result = registry.save("host-1", request);
                result.warnings().forEach(System.out::println);
            }

            assertThat(server.registry().find("host-1")).isPresent();
        }
    }

    @Test
    void model() {
        ClusterRequest request =
                ClusterRequest.host("https://10.1.2.3:6443", kubeconfig).build();
        byte[] json = ClusterJson.write(request);
        ClusterRequest copy = ClusterJson.parseRequest(json).request();

        assertThat(copy).isEqualTo(request);
    }

    @Test
    void constraints() {
        try (ValidatorFactory factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            Validator validator = factory.getValidator();
            ClusterRequest request = ClusterRequest.builder().build();

            Set<ConstraintViolation<ClusterRequest>> violations = validator.validate(request);
            violations.forEach(violation -> System.out.println(violation.getMessage()));

            assertThat(violations).isNotEmpty();
        }
    }

    @Test
    void malformedDocument() {
        String json = "{";
        List<String> problems = new ArrayList<>();

        try {
            ClusterRequest request = ClusterJson.parseRequest(json).request();
        } catch (MalformedDocumentException e) {
            problems.add(e.getMessage());
        }

        assertThat(problems).hasSize(1);
    }

    @Test
    void kubeconfigs() throws Exception {
        Path file = Files.writeString(temp.resolve("kubeconfig"), kubeconfig.text());

        Kubeconfig kubeconfig = Kubeconfig.of(Files.readString(file));
        String server = kubeconfig.content().server();

        assertThat(server).isEqualTo("https://10.1.2.3:6443");
    }

    @Test
    void registry() {
        ClusterRequest request = ClusterFixtures.host();
        try (ClusterRegistry registry = StoreClusterRegistry.over(new InMemoryClusterStore())) {
            SaveResult result = registry.save("host-1", request);
            Cluster cluster = registry.find("host-1").orElseThrow();
            registry.delete("host-1");

            assertThat(result.change()).isEqualTo(SaveResult.Change.CREATED);
            assertThat(cluster.name()).isEqualTo("host-1");
        }
    }

    @Test
    void catalog() {
        ComponentCatalog catalog = ComponentCatalog.standard().toBuilder()
                .component(CatalogComponent.of("kong", "kong", ComponentCategory.GATEWAY))
                .build();
        ClusterEvaluator evaluator = ClusterEvaluator.builder().catalog(catalog).build();

        assertThat(evaluator.catalog().component("kong")).isPresent();
    }

    @Test
    void evaluation() {
        ClusterRequest request = ClusterFixtures.virtualPipelineRuntime();

        Evaluation evaluation = ClusterEvaluator.standard().evaluate("pipeline-1", request);
        if (evaluation.report().isValid()) {
            System.out.println(evaluation.resource());
        }

        assertThat(evaluation.report().isValid()).isTrue();
    }

    @Test
    void listener() {
        ClusterRegistry registry = StoreClusterRegistry.over(new InMemoryClusterStore());
        List<String> log = new ArrayList<>();

        RegistryListener listener = operation -> {
            log.add(operation.type() + " " + operation.cluster());
            return OperationListener.none();
        };
        ClusterRegistry observed = ObservedClusterRegistry.of(registry, List.of(listener), System::nanoTime);

        observed.save("host-1", ClusterFixtures.host());
        assertThat(log).hasSize(1);
        observed.close();
    }

    @Test
    void rule() {
        ClusterRule rule = new ClusterRule() {
            @Override
            public String name() {
                return "name_has_team";
            }

            @Override
            public void check(RuleContext context) {
                if (!context.name().contains("-")) {
                    FindingText text = FindingText.of("the name has no team", "write TEAM-NAME");
                    context.report(new Finding(name(), Severity.ERROR, "/name", context.name(), text));
                }
            }
        };
        ClusterEvaluator evaluator =
                ClusterEvaluator.builder().rules(RuleSet.standard().with(rule)).build();

        assertThat(evaluator.evaluate("host", ClusterFixtures.host()).report().isValid())
                .isFalse();
    }

    @Test
    void store() {
        ClusterRegistry registry = StoreClusterRegistry.builder(new InMemoryClusterStore())
                .kubeconfigs(new InMemoryKubeconfigStore())
                .build();

        registry.save("host-1", ClusterFixtures.host());
        assertThat(registry.list().all()).hasSize(1);
        registry.close();
    }

    @Test
    void client() {
        try (NautesServer server = NautesServer.start();
                NautesClient client =
                        NautesClient.builder(server.uri()).token(server.token()).build()) {
            ClusterRequest request = ClusterFixtures.host();

            CompletableFuture<SaveResult> result = client.async().save("host-1", request);

            assertThat(result.join().change()).isEqualTo(SaveResult.Change.SAVED);
        }
    }

    @Test
    void git() throws Exception {
        String repository = temp.resolve("tenant.git").toString();
        BareRepository.create(temp.resolve("tenant.git"));

        GitClusterStore store =
                GitClusterStore.builder(repository).initializeIfEmpty(true).open();
        ClusterRegistry registry = StoreClusterRegistry.over(store);

        registry.save("host-1", ClusterFixtures.host());
        assertThat(store.history("host-1", 10)).hasSize(1);
        registry.close();
    }

    @Test
    void renderer() throws Exception {
        String repository = temp.resolve("tenant.git").toString();
        BareRepository.create(temp.resolve("tenant.git"));

        TreeRenderer renderer = change -> {
            String count = change.after().size() + "\n";
            return new RenderedTree(Map.of("clusters/COUNT", count), Set.of(), Set.of());
        };
        GitClusterStore store = GitClusterStore.builder(repository)
                .initializeIfEmpty(true)
                .withTemplates(renderer)
                .open();

        ClusterRegistry registry = StoreClusterRegistry.over(store);
        registry.save("host-1", ClusterFixtures.host());
        assertThat(registry.list().all()).hasSize(1);
        registry.close();
    }

    @Test
    void preflight() {
        ClusterRequest request = ClusterRequest.host("https://127.0.0.1:1", Kubeconfig.of("current-context: missing"))
                .build();

        ClusterProbe probe = ClusterProbe.builder().build();
        ValidationReport report = probe.check("host-1", request);

        assertThatThrownBy(() -> report.orThrow("host-1")).isInstanceOf(InvalidClusterException.class);
    }

    @Test
    void preflightFinding() {
        ValidationReport report = new ValidationReport(
                List.of(PreflightCode.NOT_AUTHENTICATED.finding("/kubeconfig", null, "https://10.1.2.3:6443")));

        boolean isRefused = report.errors().stream()
                .anyMatch(finding -> finding.code().equals(PreflightCode.NOT_AUTHENTICATED.code()));

        assertThat(isRefused).isTrue();
    }

    @Test
    void statusOfAllClusters() {
        Kubeconfig managementKubeconfig = Kubeconfig.of("current-context: missing");
        ClusterStatusReader reader =
                ClusterStatusReader.builder(managementKubeconfig).build();

        assertThatThrownBy(() -> {
                    ClusterStatus status = reader.read("host-1");
                    if (!status.isReady()) {
                        System.out.println(status.reasons());
                    }
                })
                .isInstanceOf(RegistryException.class);
    }

    @Test
    void server() {
        ClusterRegistry registry = StoreClusterRegistry.over(new InMemoryClusterStore());

        ClusterApiServer server = ClusterApiServer.builder(registry).port(0).start();
        System.out.println("listening on " + server.uri());

        assertThat(server.uri().getPort()).isPositive();
        server.close();
        registry.close();
    }

    @Test
    void requestListener() {
        ClusterRegistry registry = StoreClusterRegistry.over(new InMemoryClusterStore());

        RequestListener accessLog = request -> System.out.println(request);
        ClusterApiServer server =
                ClusterApiServer.builder(registry).listener(accessLog).start();
        ServerMetrics metrics = server.metrics();

        assertThat(metrics.requests()).isZero();
        server.close();
        registry.close();
    }

    @Test
    void testkit() {
        try (NautesServer server = NautesServer.start();
                NautesClient client =
                        NautesClient.builder(server.uri()).token(server.token()).build()) {
            client.save("host-1", ClusterFixtures.host());
            System.out.println(server.requests());

            assertThat(server.requests()).hasSize(1);
        }
    }
}
