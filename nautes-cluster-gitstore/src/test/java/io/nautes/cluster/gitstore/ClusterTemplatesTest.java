package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.PlannedFiles;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.gitstore.internal.rendering.Settings;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterTemplatesTest {
    @TempDir
    Path temp;

    private DemoTemplates templates;

    @BeforeEach
    void write() {
        templates = new DemoTemplates(temp.resolve("templates"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: ['                  | settings: line 1, column 5: not YAML",
                "'- a'                   | settings: must be an object with nautes, OAuth, git and secret",
                "'nautes: {tenantName: }'| settings: nautes.tenantName is missing; OAuth.issuer is missing; OAuth.clientID is"
                        + " missing; OAuth.clientSecret is missing; git.addr is missing; git.gitType is missing",
                "'OAuth: {clientSecret: [top-secret]}' | OAuth.clientSecret in line 1 is a list, not a string",
            })
    void invalidSettingsAreReportedWithoutTheirValues(String yaml, String problem) {
        assertThatThrownBy(() -> templates.builder().settings(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("top-secret");
    }

    @Test
    void settingsShowOnlyTheirTenant() {
        assertThat(Settings.read(DemoTemplates.SETTINGS)).hasToString("settings of tenant demo");
        assertThat(templates.builder().build().toString()).doesNotContain(DemoTemplates.SECRET);
    }

    @Test
    void missingSettingsFilesAndFoldersAreReportedByBuild() {
        assertThatThrownBy(() ->
                        ClusterTemplates.inFolder(temp.resolve("templates")).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("settings: not set; templates need them, so call settings(...)");
        assertThatThrownBy(() -> ClusterTemplates.inFolder(temp.resolve("none"))
                        .settings(DemoTemplates.SETTINGS)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("templates: " + temp.resolve("none") + " is not a folder");
        assertThatThrownBy(() -> templates.builder().settings(temp.resolve("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("settings: " + temp.resolve("none") + " cannot be read");
    }

    @Test
    void privateKeyIsNotACertificate() throws IOException {
        Path key = Files.writeString(temp.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nx\n");
        Path certificate = Files.writeString(temp.resolve("cert.pem"), DemoTemplates.STANDARD_PEM);

        assertThatThrownBy(() -> templates.builder().certificates(certificate, key))
                .hasMessage("the certificate of GitLab: the text contains a private key; provide only the certificate");
        assertThatThrownBy(() -> templates.builder().certificates("", DemoTemplates.GITLAB_PEM))
                .hasMessage("the default certificate: the text contains no certificate in PEM format");
    }

    @Test
    void templatesAreReadFromABranchOrATagOfARepository() throws IOException {
        try (TestRepository source = new TestRepository(temp.resolve("source.git"))) {
            ObjectId first = source.commit(files());
            RefUpdate tag = source.repository().updateRef("refs/tags/v1");
            tag.setNewObjectId(first);
            tag.update();
            source.commit(Map.of("tenant/production/host-cluster-appset.yaml", "second: {{ len .Clusters }}\n"));
            TemplateRepository repository =
                    TemplateRepository.at(source.folder().toString()).withMirror(temp.resolve("mirror"));

            assertThat(hostsAfterASave(repository.withRevision("v1"))).isEqualTo("hosts:\n- h1\n");
            ClusterTemplates renderer = in(repository);
            assertThat(hostsAfterASave(renderer)).isEqualTo("second: 1\n");
            source.commit(Map.of("tenant/production/host-cluster-appset.yaml", "third: {{ len .Clusters }}\n"));
            assertThat(hostsAfterASave(renderer)).isEqualTo("second: 1\n");
            renderer.refresh();
            assertThat(hostsAfterASave(renderer)).isEqualTo("third: 1\n");
            assertThatThrownBy(() -> in(repository.withRevision("v2")))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageEndingWith("has no branch and no tag v2")
                    .extracting(failure -> ((RegistryException) failure).code())
                    .isEqualTo(FailureCode.NOT_FOUND);
        }
    }

    private Map<String, String> files() throws IOException {
        Path root = temp.resolve("templates");
        Map<String, String> files = new LinkedHashMap<>();
        try (var walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static ClusterTemplates in(TemplateRepository repository) {
        return ClusterTemplates.inRepository(repository)
                .settings(DemoTemplates.SETTINGS)
                .installPaths(DemoTemplates.installPaths())
                .build();
    }

    private String hostsAfterASave(TemplateRepository repository) throws IOException {
        return hostsAfterASave(in(repository));
    }

    private String hostsAfterASave(ClusterTemplates renderer) throws IOException {
        Path folder = Files.createTempDirectory(temp, "remote");
        try (TestRepository remote = new TestRepository(folder.resolve("r.git"));
                GitClusterStore store = GitClusterStore.builder(remote.folder().toString())
                        .initializeIfEmpty(true)
                        .withTemplates(renderer)
                        .open()) {
            store.update(current -> StoreChange.save(List.of(host("h1")), null));
            return remote.files().get("tenant/production/host-cluster-appset.yaml");
        }
    }

    @Test
    void previewReturnsTheFilesAfterASaveAndPushesNothing() throws IOException {
        try (TestRepository remote = new TestRepository(temp.resolve("remote.git"));
                GitClusterStore store = GitClusterStore.builder(remote.folder().toString())
                        .initializeIfEmpty(true)
                        .withTemplates(templates.builder().build())
                        .open()) {
            remote.commit(Map.of("README.md", "mine\n"));
            store.update(save("h1"));
            ObjectId head = remote.head();

            PlannedFiles preview = store.preview(save("h2")).files();
            PlannedFiles nothing = store.preview(save("h1")).files();
            PlannedFiles deleted = store.preview(Clusters.delete("h1")).files();

            assertThat(preview.written())
                    .containsExactly(
                            "host-clusters/h2/gateway/middleware.yaml",
                            "nautes/overlays/production/clusters/h2.yaml",
                            "nautes/overlays/production/clusters/kustomization.yaml",
                            "tenant/production/host-cluster-appset.yaml");
            assertThat(preview.removed()).isEmpty();
            assertThat(preview.files()).contains("README.md");
            assertThat(text(preview, "tenant/production/host-cluster-appset.yaml"))
                    .isEqualTo("hosts:\n- h1\n- h2\n");
            assertThat(nothing.written()).isEmpty();
            assertThat(deleted.removed()).contains("tenant/production/host-cluster-appset.yaml");
            assertThat(remote.head()).isEqualTo(head);
        }
    }

    private static StoreUpdate save(String name) {
        return current -> StoreChange.save(List.of(host(name)), null);
    }

    private static ClusterResource host(String name) {
        Map<ComponentCategory, Component> components = Map.of(
                ComponentCategory.GATEWAY,
                Component.of("traefik", "traefik")
                        .withAddition("httpNodePort", "30080")
                        .withAddition("httpsNodePort", "30443"));
        ClusterResource resource = Clusters.host(name, "30080");
        return resource.withComponents(components);
    }

    private static String text(PlannedFiles preview, String path) {
        return new String(preview.content(path), StandardCharsets.UTF_8);
    }
}
