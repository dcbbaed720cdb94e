package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Identity;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.gitstore.internal.mirror.CacheFolder;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitClusterStoreTest {
    @TempDir
    Path temp;

    private TestRepository remote;
    private GitClusterStore store;

    @BeforeEach
    void open() {
        remote = new TestRepository(temp.resolve("remote.git"));
        store = builder().open();
    }

    @AfterEach
    void close() {
        store.close();
        remote.close();
    }

    private GitClusterStore.Builder builder() {
        return GitClusterStore.builder(remote.folder().toString()).initializeIfEmpty(true);
    }

    private static void assertCode(Throwable failure, FailureCode code) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void saveWritesAFileAndALineInOneCommit() throws IOException {
        StoreCommit commit = store.update(Clusters.save("host-1"));

        assertThat(commit.changed()).isTrue();
        assertThat(remote.head().name()).isEqualTo(commit.revision());
        assertThat(remote.files())
                .isEqualTo(Map.of(
                        CLUSTERS + "host-1.yaml",
                        text(Clusters.host("host-1", "30080")),
                        CLUSTERS + "kustomization.yaml",
                        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n"
                                + "- host-1.yaml\n"));
        assertThat(remote.log()).hasSize(1);
        remote.checkObjects();
    }

    private static String text(ClusterResource resource) {
        return new String(ClusterYaml.write(resource), StandardCharsets.UTF_8);
    }

    @Test
    void commitNamesItsOperationAuthorAndClusters() throws IOException {
        store.update(current -> StoreChange.save(
                List.of(Clusters.host("host-1", "30080")), new Identity("Ada <x>\nL.", "ada@example.com")));
        store.update(
                current -> StoreChange.save(List.of(Clusters.host("a", "30080"), Clusters.host("b", "30080")), null));
        store.update(Clusters.delete("a"));

        List<RevCommit> log = remote.log();
        assertThat(remote.subjects()).containsExactly("Delete cluster a", "Save 2 clusters", "Save cluster host-1");
        RevCommit first = log.get(2);
        assertThat(first.getAuthorIdent().getName()).isEqualTo("Ada  x  L.");
        assertThat(first.getCommitterIdent().getName()).isEqualTo("nautes-cluster");
        assertThat(first.getAuthorIdent().getZoneId().getId()).isIn("Z", "GMT", "UTC");
        assertThat(first.getFooterLines("Nautes-Cluster")).containsExactly("host-1");
        assertThat(first.getFooterLines("Nautes-Operation")).containsExactly("save");
        assertThat(first.getFooterLines("Request-Id")).hasSize(1);
        assertThat(log.get(1).getFooterLines("Nautes-Cluster")).containsExactly("a", "b");
        assertThat(log.get(0).getFooterLines("Nautes-Operation")).containsExactly("delete");
    }

    @Test
    void saveWithoutChangesMakesNoCommit() throws IOException {
        store.update(Clusters.save("host-1"));
        ObjectId head = remote.head();

        StoreCommit again = store.update(Clusters.save("host-1"));

        assertThat(again.changed()).isFalse();
        assertThat(again.revision()).isEqualTo(head.name());
        assertThat(remote.head()).isEqualTo(head);
        assertThat(store.update(current -> StoreChange.nothing()).changed()).isFalse();
        assertThat(store.update(Clusters.delete("nobody")).changed()).isFalse();
    }

    @Test
    void deleteRemovesTheFileAndItsLine() throws IOException {
        store.update(Clusters.save("a"));
        store.update(Clusters.save("b"));

        store.update(Clusters.delete("a", "b"));

        assertThat(remote.files())
                .isEqualTo(Map.of(
                        CLUSTERS + "kustomization.yaml",
                        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n"));
        assertThat(store.snapshot().clusters()).isEmpty();
    }

    @Test
    void otherFilesAreNotChanged() throws IOException {
        Map<String, String> others = Map.of(
                "README.md",
                "# Tenant\n",
                "nautes/base/a.yaml",
                "a: 1\n",
                "nautes/overlays/production/clusters.md",
                "next to it\n",
                CLUSTERS + "notes.txt",
                "mine\n",
                CLUSTERS + "other/x.yaml",
                "x: 1\n",
                CLUSTERS + "kustomization.yaml",
                "# hand-made\nresources:\n- extra.yml\n");
        remote.commit(others);

        store.update(Clusters.save("host-1"));
        store.update(Clusters.delete("host-1"));

        assertThat(remote.files()).isEqualTo(others);
        remote.checkObjects();
    }

    @Test
    void snapshotIsCurrentAndTheSameObjectWhileNothingChanges() throws IOException {
        store.update(Clusters.save("host-1"));
        StoreSnapshot first = store.snapshot();

        assertThat(store.snapshot()).isSameAs(first);
        remote.commit(Map.of(CLUSTERS + "host-2.yaml", text(Clusters.host("host-2", "31080"))));

        StoreSnapshot second = store.snapshot();
        assertThat(second.clusters()).extracting(ClusterResource::name).containsExactly("host-1", "host-2");
        assertThat(second.find("host-2")).contains(Clusters.host("host-2", "31080"));
        assertThat(first.clusters()).extracting(ClusterResource::name).containsExactly("host-1");
        assertThat(second.withApiServer("https://192.0.2.1:6443")).containsExactly("host-1", "host-2");
    }

    @Test
    void unreadableFileIsReportedAndHidesNoOtherCluster() throws IOException {
        String broken = "apiVersion: nautes.resource.nautes.io/v1alpha1\nkind: Cluster\nspec: [\n";
        remote.commit(Map.of(
                CLUSTERS + "broken.yaml", broken,
                CLUSTERS + "moved.yaml", text(Clusters.host("somebody", "30080")),
                CLUSTERS + "fine.yaml", text(Clusters.host("fine", "30080"))));

        StoreSnapshot snapshot = store.snapshot();

        assertThat(snapshot.clusters()).extracting(ClusterResource::name).containsExactly("fine");
        assertThat(snapshot.problems()).extracting(UnreadableCluster::name).containsExactly("broken", "moved");
        assertThat(snapshot.problems().get(0).path()).isEqualTo(CLUSTERS + "broken.yaml");
        assertThat(snapshot.problems().get(0).problem()).contains("line");
        store.update(Clusters.save("new"));
        assertThat(remote.files()).containsEntry(CLUSTERS + "broken.yaml", broken);
    }

    @Test
    void changeOfAnotherClientBetweenTwoSavesIsNotOverwritten() throws IOException {
        store.update(Clusters.save("a"));
        remote.commit(Map.of(CLUSTERS + "b.yaml", text(Clusters.host("b", "30080")), "README.md", "new\n"));

        StoreCommit commit = store.update(Clusters.save("c"));

        assertThat(remote.files())
                .containsKeys(CLUSTERS + "a.yaml", CLUSTERS + "b.yaml", CLUSTERS + "c.yaml", "README.md");
        assertThat(remote.head().name()).isEqualTo(commit.revision());
    }

    @Test
    void decisionIsMadeAgainOnTheChangeOfAnotherClient() throws IOException {
        store.update(Clusters.save("a"));
        remote.commit(Map.of(CLUSTERS + "b.yaml", text(Clusters.host("b", "30080"))));
        int[] decisions = new int[1];

        store.update(current -> {
            decisions[0]++;
            return current.find("b").isPresent()
                    ? StoreChange.save(List.of(Clusters.host("b", "31080")), null)
                    : StoreChange.save(List.of(Clusters.host("lost", "30080")), null);
        });

        assertThat(decisions[0]).isEqualTo(2);
        assertThat(remote.files())
                .containsEntry(CLUSTERS + "b.yaml", text(Clusters.host("b", "31080")))
                .doesNotContainKey(CLUSTERS + "lost.yaml");
    }

    @Test
    void refusalIsDecidedOnTheCurrentContent() throws IOException {
        store.update(Clusters.save("a"));
        remote.commit(Map.of(CLUSTERS + "b.yaml", text(Clusters.host("b", "30080"))));

        StoreCommit commit = store.update(current -> {
            if (current.find("b").isEmpty()) {
                throw new IllegalStateException("b is missing");
            }
            return StoreChange.nothing();
        });

        assertThat(commit.revision()).isEqualTo(remote.head().name());
    }

    @Test
    void failureOfADecisionIsThrownToItsCallerAndChangesNothing() throws IOException {
        store.update(Clusters.save("a"));
        ObjectId head = remote.head();

        assertThatThrownBy(() -> store.update(current -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");

        assertThat(remote.head()).isEqualTo(head);
        assertThat(store.update(Clusters.save("b")).changed()).isTrue();
    }

    @Test
    void unchangedSinceComparesFilesNotCommits() throws IOException {
        String first = store.update(Clusters.save("a")).revision();
        store.update(Clusters.save("b"));
        store.update(Clusters.save("a", "31080"));

        StoreSnapshot snapshot = store.snapshot();

        assertThat(snapshot.isUnchangedSince("a", first)).contains(false);
        assertThat(snapshot.isUnchangedSince("a", snapshot.revision())).contains(true);
        assertThat(snapshot.isUnchangedSince("b", first)).contains(false);
        assertThat(snapshot.isUnchangedSince("nobody", first)).contains(true);
        assertThat(snapshot.isUnchangedSince("a", "1".repeat(40))).isEmpty();
        assertThat(snapshot.isUnchangedSince("a", "no revision")).isEmpty();
    }

    @Test
    void emptyRepositoryIsAFailureUnlessItMayBeInitialized() {
        try (GitClusterStore strict =
                GitClusterStore.builder(remote.folder().toString()).open()) {
            assertThatThrownBy(strict::snapshot)
                    .satisfies(e -> assertCode(e, FailureCode.NOT_FOUND))
                    .hasMessageContaining("empty");
            assertThatThrownBy(() -> strict.update(Clusters.save("a")))
                    .satisfies(e -> assertCode(e, FailureCode.NOT_FOUND));
        }
        assertThat(store.snapshot().clusters()).isEmpty();
        assertThat(store.snapshot().revision()).isEqualTo("0".repeat(40));
    }

    @Test
    void missingBranchIsNotCreatedSilently() throws IOException {
        remote.commit(Map.of("README.md", "x"));
        try (GitClusterStore other = builder().branch("production").open()) {
            assertThatThrownBy(() -> other.update(Clusters.save("a")))
                    .satisfies(e -> assertCode(e, FailureCode.NOT_FOUND))
                    .hasMessageContaining("refs/heads/production");
        }
        assertThat(remote.repository().exactRef("refs/heads/production")).isNull();
    }

    @Test
    void rewrittenBranchIsFollowed() throws IOException {
        store.update(Clusters.save("a"));
        ObjectId before = remote.head();
        store.update(Clusters.save("b"));
        var update = remote.repository().updateRef("refs/heads/main");
        update.setNewObjectId(before);
        update.setForceUpdate(true);
        update.update();

        store.update(Clusters.save("c"));

        assertThat(store.snapshot().clusters())
                .extracting(ClusterResource::name)
                .containsExactly("a", "c");
    }

    @Test
    void keptMirrorIsReusedByOneStoreAtATime() throws IOException {
        Path mirror = temp.resolve("mirror");
        try (GitClusterStore first = builder().mirror(mirror).open()) {
            first.update(Clusters.save("a"));
            assertThatThrownBy(() -> builder().mirror(mirror).open())
                    .satisfies(e -> assertCode(e, FailureCode.LOCAL_STORAGE))
                    .hasMessageContaining(mirror.toString());
        }
        try (GitClusterStore second = builder().mirror(mirror).open()) {
            assertThat(second.snapshot().clusters()).hasSize(1);
        }
        assertThat(mirror).isDirectory();
    }

    @Test
    void temporaryMirrorIsDeletedOnClose() throws IOException {
        Path cache = CacheFolder.ofThisUser();
        store.update(Clusters.save("a"));
        long before = mirrors(cache);

        store.close();
        store.close();

        assertThat(mirrors(cache)).isEqualTo(before - 1);
        assertThatThrownBy(store::snapshot).satisfies(e -> assertCode(e, FailureCode.CANCELLED));
        assertThatThrownBy(() -> store.update(Clusters.save("b"))).satisfies(e -> assertCode(e, FailureCode.CANCELLED));
    }

    private static long mirrors(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(path -> path.getFileName().toString().startsWith("nautes-cluster-mirror-"))
                    .count();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://user:hush-hush@example.com/a.git", "https://hush-hush@example.com/a.git"})
    void credentialsInAUrlAreRefusedWithoutBeingShown(String url) {
        assertThatThrownBy(() -> GitClusterStore.builder(url).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("credentials")
                .hasMessageNotContaining("hush");
    }

    @Test
    void credentialsAreNotShownByToString() {
        assertThat(GitCredentials.token("hush-hush").toString()).doesNotContain("hush");
        assertThat(GitCredentials.userPassword("ada", "hush-hush").toString())
                .doesNotContain("hush")
                .contains("ada");
    }

    @Test
    void missingRepositoryIsReported() {
        try (GitClusterStore nowhere =
                GitClusterStore.builder(temp.resolve("nowhere.git").toString()).open()) {
            assertThatThrownBy(nowhere::snapshot)
                    .satisfies(e -> assertCode(e, FailureCode.NOT_FOUND))
                    .hasMessageContaining("nowhere.git");
        }
    }

    @Test
    void oneCommitSavesAThousandClusters() throws IOException {
        List<ClusterResource> clusters = IntStream.range(0, 1000)
                .mapToObj(i -> Clusters.host("cluster-" + i, "30080"))
                .toList();

        store.update(current -> StoreChange.save(clusters, null));

        assertThat(remote.subjects()).containsExactly("Save 1000 clusters");
        assertThat(store.snapshot().clusters()).hasSize(1000);
        assertThat(TestRepository.listed(remote.files().get(CLUSTERS + "kustomization.yaml")))
                .hasSize(1000)
                .isSorted();
        remote.checkObjects();
    }

    @Test
    void invalidKustomizationIsRefusedAndNotChanged() throws IOException {
        Map<String, String> others = new HashMap<>(Map.of(CLUSTERS + "kustomization.yaml", "resources: [\n"));
        remote.commit(others);

        assertThatThrownBy(() -> store.update(Clusters.save("a")))
                .satisfies(e -> assertCode(e, FailureCode.MALFORMED_CONTENT))
                .hasMessageContaining(CLUSTERS + "kustomization.yaml");

        assertThat(remote.files()).isEqualTo(others);
    }
}
