package io.nautes.cluster.examples.guides;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ChangePlan;
import io.nautes.cluster.core.catalog.InstallPaths;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.gitstore.ClusterTemplates;
import io.nautes.cluster.gitstore.GitClusterRegistry;
import io.nautes.cluster.gitstore.spi.RenderedTree;
import io.nautes.cluster.gitstore.spi.TreeRenderer;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/templates.md}. */
class TemplatesGuideTest {
    private static final String SETTINGS = """
        nautes: {tenantName: demo}
        OAuth: {issuer: "https://dex.example.com", clientID: nautes, clientSecret: hush-hush}
        git: {addr: "https://git.example.com", gitType: gitlab}
        """;

    @TempDir
    Path temp;

    private final InMemoryKubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();
    private final ClusterRequest request = ClusterFixtures.host();
    private String repository = "";
    private Path folder;
    private Path settings;

    @BeforeEach
    void write() throws Exception {
        repository = BareRepository.create(temp.resolve("tenant.git")).toString();
        folder = temp.resolve("templates");
        settings = Files.writeString(temp.resolve("settings.yaml"), SETTINGS);
        for (String path : InstallPaths.standard()
                .onSave(ClusterEvaluator.standard()
                        .evaluate("x", request)
                        .resource()
                        .spec())) {
            template(path.endsWith(".yaml") ? path : path + "/all.yaml");
        }
    }

    private void template(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "cluster: {{ .Cluster.Name }}\nrepository: {{ .Repo.TenantRepoURL }}\n");
    }

    @Test
    void installsComponentsInTheCommitOfTheCluster() {
        ClusterTemplates templates = ClusterTemplates.inFolder(folder)
                .settings(settings)
                .tenantRepository("git@git.example.com:demo/tenant.git")
                .build();
        try (GitClusterRegistry registry = GitClusterRegistry.builder(repository)
                .initializeIfEmpty(true)
                .kubeconfigs(kubeconfigs)
                .templates(templates)
                .open()) {
            ChangePlan plan = registry.plan("host-1", request);
            for (String path : plan.files().written()) {
                System.out.println(path + ":\n" + new String(plan.files().content(path), StandardCharsets.UTF_8));
            }
            registry.save("host-1", request);

            assertThat(plan.files().written())
                    .contains(
                            "nautes/overlays/production/clusters/host-1.yaml",
                            "host-clusters/host-1/traefik/all.yaml",
                            "tenant/production/host-cluster-appset.yaml");
            assertThat(new String(
                            plan.files().content("host-clusters/host-1/traefik/all.yaml"), StandardCharsets.UTF_8))
                    .isEqualTo("cluster: host-1\nrepository: git@git.example.com:demo/tenant.git\n");
            assertThat(registry.history("host-1")).hasSize(1);
        }
    }

    @Test
    void writesWhatACustomRendererMakes() {
        TreeRenderer owners = change -> new RenderedTree(
                Map.of("CLUSTERS.md", "Registered clusters: " + change.after().size() + "\n"), Set.of(), Set.of());
        try (GitClusterRegistry registry = GitClusterRegistry.builder(repository)
                .initializeIfEmpty(true)
                .kubeconfigs(kubeconfigs)
                .templates(owners)
                .open()) {
            ChangePlan plan = registry.plan("host-1", request);

            assertThat(new String(plan.files().content("CLUSTERS.md"), StandardCharsets.UTF_8))
                    .isEqualTo("Registered clusters: 1\n");
        }
    }
}
