package io.nautes.cluster.examples.guides;

import static io.nautes.cluster.testkit.NautesAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.client.TokenSource;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.core.store.InMemoryClusterRegistry;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.gitstore.GitClusterRegistry;
import io.nautes.cluster.kubeconfig.DirectoryKubeconfigStore;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.NautesServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/getting-started.md}. */
class GettingStartedGuideTest {
    private static final String BODY = new String(ClusterJson.write(ClusterFixtures.host()), StandardCharsets.UTF_8);

    @TempDir
    Path temp;

    /** Registers the clusters that users describe in JSON. */
    static final class ClusterRegistrations {
        private final ClusterRegistry registry;

        ClusterRegistrations(ClusterRegistry registry) {
            this.registry = registry;
        }

        /** Returns what to show to the user: an empty report, warnings, or errors. */
        ValidationReport register(String name, String json) {
            try {
                SaveResult result = registry.save(name, ClusterJson.parseRequest(json));
                return new ValidationReport(result.warnings());
            } catch (InvalidClusterException e) {
                return e.report();
            }
        }
    }

    @Test
    void registersThroughAnApiServer() throws Exception {
        try (NautesServer server = NautesServer.start()) {
            URI url = server.uri();
            Path tokenFile =
                    Files.writeString(temp.resolve("token"), server.token().value());

            try (ClusterRegistry registry = NautesClient.builder(url)
                    .tokenSource(TokenSource.file(tokenFile))
                    .build()) {
                ValidationReport report = new ClusterRegistrations(registry).register("host-1", BODY);

                assertThat(report).hasNoFindings();
            }
            assertThat(server.registry()).holds("host-1").isOf(ClusterCategory.HOST);
        }
    }

    @Test
    void registersInAGitRepository() throws Exception {
        String repository = BareRepository.create(temp.resolve("tenant.git")).toString();
        Path privateFolder = temp.resolve("kubeconfigs");

        try (ClusterRegistry registry = GitClusterRegistry.builder(repository)
                .initializeIfEmpty(true)
                .kubeconfigs(DirectoryKubeconfigStore.open(privateFolder))
                .open()) {
            new ClusterRegistrations(registry).register("host-1", BODY);

            assertThat(registry).holdsOnly("host-1");
        }
    }

    @Test
    void refusesARequestWithoutAHost() {
        ClusterRegistrations registrations = new ClusterRegistrations(InMemoryClusterRegistry.create());

        ValidationReport report = registrations.register("ci", """
            {"api_server": "https://10.1.2.3:31456", "cluster_kind": "kubernetes", "cluster_type": "virtual",
             "usage": "worker", "worker_type": "pipeline"}
            """);

        assertThat(report)
                .hasError(FindingCode.HOST_CLUSTER_MISSING, "/host_cluster")
                .hasNoOtherErrors();
    }
}
