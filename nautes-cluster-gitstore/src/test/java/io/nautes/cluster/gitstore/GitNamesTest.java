package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.gitstore.spi.RenderedTree;
import io.nautes.cluster.model.ClusterResource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of names with other characters than ASCII, and of entries that are not files. */
class GitNamesTest extends LocalRepository {
    private GitClusterStore.Builder builder() {
        return GitClusterStore.builder(remote.folder().toString());
    }

    private static List<String> names(StoreSnapshot snapshot) {
        return snapshot.clusters().stream().map(ClusterResource::name).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"集群/产品", "états/é", "a/😀", "ÿ"})
    void folderOfAnyNameKeepsEarlierClusters(String folder) throws IOException {
        try (GitClusterStore store = builder().folder(folder).open()) {
            store.update(Clusters.save("a"));
            store.update(Clusters.save("b"));
        }
        remote.checkObjects();
        try (GitClusterStore store = builder().folder(folder).open()) {
            assertThat(names(store.snapshot())).containsExactly("a", "b");
            assertThat(store.verify().problems()).isEmpty();
            assertThat(store.history("a", 10)).hasSize(1);
        }
    }

    @Test
    void renderedFilesOfAnyNameAreReplaced() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("模板/é.yaml", "a: 1\n");
        files.put("模板/z.yaml", "a: 1\n");
        try (GitClusterStore store = builder()
                .withTemplates(change -> new RenderedTree(files, Set.of(), Set.of()))
                .open()) {
            store.update(Clusters.save("a"));
            files.put("模板/é.yaml", "a: 2\n");
            store.update(Clusters.save("b"));
        }
        remote.checkObjects();
        assertThat(remote.files()).containsEntry("模板/é.yaml", "a: 2\n").containsEntry("模板/z.yaml", "a: 1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"git~1/x", "a/.GIT/config", ".gitmodules", "a/GITMOD~1", ".g\u200cit/x", "a\ud800"})
    void renderedPathThatGitReservesIsRefused(String path) throws IOException {
        try (GitClusterStore store = builder()
                .withTemplates(change -> new RenderedTree(Map.of(path, "x"), Set.of(), Set.of()))
                .open()) {
            assertThatThrownBy(() -> store.update(Clusters.save("a")))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("rendered files")
                    .hasMessageContaining("is not a valid path");
        }
        assertThat(remote.log()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0040000, 0120000, 0160000})
    void kustomizationThatIsNotAFileIsReportedAndNotReplaced(int mode) throws IOException {
        remote.commitEntry(TestRepository.CLUSTERS + "kustomization.yaml", FileMode.fromBits(mode));
        assertNotReplaced("kustomization.yaml", mode, "a");
    }

    @ParameterizedTest
    @ValueSource(ints = {0040000, 0120000, 0160000})
    void clusterFileThatIsNotAFileIsReportedAndNotReplaced(int mode) throws IOException {
        remote.commitEntry(TestRepository.CLUSTERS + "a.yaml", FileMode.fromBits(mode));
        assertNotReplaced("a.yaml", mode, "a");
    }

    private void assertNotReplaced(String file, int mode, String cluster) throws IOException {
        var head = remote.head();
        boolean[] rebuilt = new boolean[1];
        GitStoreListener listener = new GitStoreListener() {
            @Override
            public void mirrorRebuilt(String problem) {
                rebuilt[0] = true;
            }
        };
        try (GitClusterStore store = builder().listener(listener).open()) {
            assertThat(store.snapshot().clusters()).isEmpty();
            assertThat(store.verify().problems())
                    .extracting(RepositoryProblem::file)
                    .contains(TestRepository.CLUSTERS + file);
            assertThatThrownBy(() -> store.update(Clusters.save(cluster)))
                    .isInstanceOfSatisfying(
                            RegistryException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.MALFORMED_CONTENT))
                    .hasMessageContaining(TestRepository.CLUSTERS + file)
                    .hasMessageContaining("mode " + Integer.toOctalString(mode));
        }
        assertThat(rebuilt[0]).isFalse();
        assertThat(remote.head()).isEqualTo(head);
    }

    @Test
    void fileThatBecomesALinkIsNotAClusterAnyMore() throws IOException {
        store.update(Clusters.save("a"));
        remote.changeMode(file("a"), FileMode.SYMLINK);

        assertThat(store.snapshot().clusters()).isEmpty();
        assertThat(store.snapshot().problems()).hasSize(1);
    }

    @Test
    void executableFilesStayExecutable() throws IOException {
        store.update(Clusters.save("a"));
        remote.changeMode(file("a"), FileMode.EXECUTABLE_FILE);
        remote.changeMode(TestRepository.CLUSTERS + "kustomization.yaml", FileMode.EXECUTABLE_FILE);

        store.update(Clusters.save("a", "31080"));
        store.update(Clusters.save("b"));

        assertThat(remote.mode(file("a"))).isEqualTo(FileMode.EXECUTABLE_FILE);
        assertThat(remote.mode(TestRepository.CLUSTERS + "kustomization.yaml")).isEqualTo(FileMode.EXECUTABLE_FILE);
        assertThat(remote.mode(file("b"))).isEqualTo(FileMode.REGULAR_FILE);
    }

    @Test
    void hugeKustomizationIsRefusedWithItsSize() throws IOException {
        remote.commit(Map.of(TestRepository.CLUSTERS + "kustomization.yaml", "#".repeat(60 << 20)));

        assertThat(store.snapshot().clusters()).isEmpty();
        assertThat(store.verify().problems()).hasSize(1);
        assertThatThrownBy(() -> store.update(Clusters.save("a")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("kustomization.yaml: it has " + (60 << 20) + " bytes");
    }

    @Test
    void hugeClusterFileIsAProblemOfThatFileOnly() throws IOException {
        remote.commit(Map.of(file("a"), "#".repeat(60 << 20)));
        store.update(Clusters.save("b"));

        assertThat(names(store.snapshot())).containsExactly("b");
        assertThat(store.verify().problems())
                .extracting(RepositoryProblem::kind)
                .contains(RepositoryProblem.Kind.UNREADABLE);
    }
}
