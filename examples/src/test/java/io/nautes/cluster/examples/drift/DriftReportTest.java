package io.nautes.cluster.examples.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftReportTest {
    @TempDir
    Path temp;

    private Path manifests;
    private String repository;

    @BeforeEach
    void registerAHostAndARuntime() throws Exception {
        manifests = Files.createDirectory(temp.resolve("manifests"));
        repository = temp.resolve("tenant.git").toString();
        BareRepository.create(Path.of(repository));
        try (ClusterRegistry registry = StoreClusterRegistry.over(
                GitClusterStore.builder(repository).initializeIfEmpty(true).open())) {
            registry.save("host-1", ClusterFixtures.host());
            registry.save("ci", ClusterFixtures.virtualPipelineRuntime());
        }
        Files.write(manifests.resolve("host-1.json"), ClusterJson.write(ClusterFixtures.host()));
        manifest("ci", 31002);
    }

    private void manifest(String name, int port) throws Exception {
        Files.writeString(manifests.resolve("clusters.yaml"), """
                apiVersion: nautes.resource.nautes.io/v1alpha1
                kind: Product
                metadata: {name: shop}
                ---
                apiVersion: nautes.resource.nautes.io/v1alpha1
                kind: Cluster
                spec:
                  name: %s
                  apiServer: https://192.0.2.1:%d
                  clusterKind: kubernetes
                  clusterType: virtual
                  usage: worker
                  workerType: pipeline
                  hostCluster: host-1
                """.formatted(name, port));
    }

    private record Run(int code, String out) {}

    private static Run run(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] texts = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        int code = DriftReport.run(texts, new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Run(code, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void describedClustersAreNoDrift() {
        Run run = run(repository, manifests);

        assertThat(run.out()).contains("all clusters are as described.");
        assertThat(run.code()).isZero();
    }

    @Test
    void changedClusterIsReportedFieldByField() throws Exception {
        manifest("ci", 31009);

        Run run = run(repository, manifests);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("1 differences.")
                .contains(
                        "* ci: registered differently: /api_server: https://192.0.2.1:31002 -> https://192.0.2.1:31009");
    }

    @Test
    void missingAndUndescribedClustersAreReported() throws Exception {
        manifest("cd", 31002);

        assertThat(run(repository, manifests).out())
                .contains("* cd: described, but not registered", "* ci: registered, but no manifest describes it");
    }

    @Test
    void invalidManifestIsReported() throws Exception {
        manifest("ci", 99999);

        assertThat(run(repository, manifests).out()).contains("* ci: its manifest is invalid: /api_server: ");
    }

    @Test
    void unreadableRepositoryIsAFailure() throws Exception {
        assertThat(run(temp.resolve("nowhere.git"), manifests).code()).isEqualTo(3);
        assertThat(run(repository, temp.resolve("nowhere")).code()).isEqualTo(3);
        Files.writeString(manifests.resolve("broken.yaml"), "a: [");
        assertThat(run(repository, manifests).code()).isEqualTo(3);
        assertThat(run(repository).code()).isEqualTo(2);
    }
}
