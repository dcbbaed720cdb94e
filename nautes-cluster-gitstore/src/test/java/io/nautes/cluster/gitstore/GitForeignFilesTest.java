package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of files that other clients keep in the folder of clusters. */
class GitForeignFilesTest extends ServedRepository {
    private static String text(ClusterResource resource) {
        return new String(ClusterYaml.write(resource), StandardCharsets.UTF_8);
    }

    @Test
    void unreadableFileIsNeitherOverwrittenNorDeleted() throws IOException {
        String broken = "kind: Cluster\nspec: [\n";
        remote.commit(Map.of(CLUSTERS + "broken.yaml", broken));
        try (GitClusterStore store = builder().open()) {
            assertThatThrownBy(() -> store.update(Clusters.save("broken")))
                    .satisfies(e -> assertCode(e, FailureCode.MALFORMED_CONTENT))
                    .hasMessageContaining(CLUSTERS + "broken.yaml")
                    .hasMessageContaining("line");
            assertThatThrownBy(() -> store.update(Clusters.delete("broken")))
                    .satisfies(e -> assertCode(e, FailureCode.MALFORMED_CONTENT));
        }
        assertThat(remote.files()).containsEntry(CLUSTERS + "broken.yaml", broken);
    }

    @Test
    void resourceOfAnotherKindIsNotAProblemAndIsNotOverwritten() throws IOException {
        String other = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: extra\n";
        remote.commit(Map.of(CLUSTERS + "extra.yaml", other));
        try (GitClusterStore store = builder().open()) {
            assertThat(store.snapshot().problems()).isEmpty();
            assertThat(store.snapshot().clusters()).isEmpty();
            assertThatThrownBy(() -> store.update(Clusters.save("extra")))
                    .satisfies(e -> assertCode(e, FailureCode.MALFORMED_CONTENT))
                    .hasMessageContaining("ConfigMap");
        }
        assertThat(remote.files()).containsEntry(CLUSTERS + "extra.yaml", other);
    }

    @Test
    void fileWithTheSameContentInAnotherFormIsNotChanged() throws IOException {
        String commented = "# ours\n" + text(Clusters.host("a", "30080"));
        remote.commit(
                Map.of(CLUSTERS + "a.yaml", commented, CLUSTERS + "kustomization.yaml", "resources:\n- a.yaml\n"));
        try (GitClusterStore store = builder().open()) {
            assertThat(store.update(Clusters.save("a")).changed()).isFalse();
            assertThat(store.update(Clusters.save("a", "31080")).changed()).isTrue();
        }
        assertThat(remote.files()).containsEntry(CLUSTERS + "a.yaml", text(Clusters.host("a", "31080")));
    }

    @Test
    void missingLineIsAddedIfTheFileExists() throws IOException {
        remote.commit(Map.of(CLUSTERS + "a.yaml", text(Clusters.host("a", "30080"))));
        try (GitClusterStore store = builder().open()) {
            assertThat(store.update(Clusters.save("a")).changed()).isTrue();
        }
        assertThat(remote.files().get(CLUSTERS + "kustomization.yaml")).endsWith("resources:\n- a.yaml\n");
        assertThat(remote.log().get(0).getFooterLines("Nautes-Cluster")).containsExactly("a");
    }

    @Test
    void folderInsteadOfAFileIsAProblem() throws IOException {
        remote.commit(Map.of(CLUSTERS + "odd.yaml/x", "x"));
        try (GitClusterStore store = builder().open()) {
            assertThat(store.snapshot().problems())
                    .extracting(UnreadableCluster::name)
                    .containsExactly("odd");
            assertThatThrownBy(() -> store.update(Clusters.save("odd")))
                    .satisfies(e -> assertCode(e, FailureCode.MALFORMED_CONTENT));
        }
    }

    @Test
    void fileInsteadOfTheFolderIsReported() throws IOException {
        remote.commit(Map.of("nautes/overlays", "a file\n"));
        try (GitClusterStore store = builder().open()) {
            assertThatThrownBy(store::snapshot)
                    .satisfies(e -> assertCode(e, FailureCode.MALFORMED_CONTENT))
                    .hasMessageContaining("overlays is a file");
        }
    }

    @Test
    void nameThatIsNotAFileNameIsRefused() throws IOException {
        try (GitClusterStore store = builder().open()) {
            for (String name : new String[] {"../x", "kustomization", ""}) {
                assertThatThrownBy(() -> store.update(Clusters.save(name)))
                        .satisfies(e -> assertCode(e, FailureCode.INVALID));
            }
        }
        assertThat(remote.log()).hasSize(1);
    }
}
