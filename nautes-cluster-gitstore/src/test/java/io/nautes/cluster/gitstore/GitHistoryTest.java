package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.core.ClusterRevision.Operation;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Identity;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.UnknownRevisionException;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.model.ClusterResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitHistoryTest extends LocalRepository {
    private static List<String> ids(List<ClusterRevision> history) {
        return history.stream().map(ClusterRevision::revision).toList();
    }

    @Test
    void historyReturnsEachChangeOfAClusterNewestFirst() {
        String first = save("a", "30080");
        save("b", "30080");
        String second = save("a", "30090");
        String last = store.update(Clusters.delete("a")).revision();

        List<ClusterRevision> history = store.history("a");

        assertThat(history)
                .extracting(ClusterRevision::revision, ClusterRevision::operation, ClusterRevision::subject)
                .containsExactly(
                        tuple(last, Operation.DELETE, "Delete cluster a"),
                        tuple(second, Operation.SAVE, "Save cluster a"),
                        tuple(first, Operation.SAVE, "Save cluster a"));
        assertThat(history.get(1).author()).isEqualTo(ALICE);
        assertThat(history).allSatisfy(revision -> {
            assertThat(revision.time()).isEqualTo(NOW);
            assertThat(revision.requestId()).isPresent();
        });
        assertThat(ids(store.history("a", 2))).containsExactly(last, second);
        assertThat(store.history("nobody")).isEmpty();
        assertThatThrownBy(() -> store.history("a", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void commitsWithoutTrailersAreFoundByTheirTrees() throws IOException {
        String saved = save("a", "30080");
        ObjectId edited = remote.commit(Map.of(file("a"), text("a", "30090")));
        remote.commit(Map.of("README.md", "# Changed\n"));
        remote.commit(Map.of(file("b"), text("b", "30080")));
        Map<String, String> gone = new HashMap<>();
        gone.put(file("a"), null);
        ObjectId removed = remote.commit(gone);

        List<ClusterRevision> history = store.history("a");

        assertThat(history)
                .extracting(ClusterRevision::revision, ClusterRevision::operation)
                .containsExactly(
                        tuple(removed.name(), Operation.DELETE),
                        tuple(edited.name(), Operation.SAVE),
                        tuple(saved, Operation.SAVE));
        assertThat(history.get(0).author()).isEqualTo(new Identity("Rival", "rival@example.com"));
        assertThat(history.get(0).time()).isEqualTo(Instant.EPOCH);
        assertThat(history.get(0).requestId()).isEmpty();
    }

    @Test
    void firstCommitOfARepositoryIsPartOfTheHistory() throws IOException {
        ObjectId root = remote.commit(Map.of(file("a"), text("a", "30080")));
        root = rewriteHead("Import everything\n");

        assertThat(ids(store.history("a"))).containsExactly(root.name());
    }

    @Test
    void squashedCommitIsReadByItsTreesInsteadOfItsTrailers() throws IOException {
        ObjectId start = remote.head();
        save("a", "30080");
        save("b", "30080");
        ObjectId squashed = rewriteHead(
                "Squashed\n\nSave cluster a\n\nNautes-Cluster: a\nNautes-Operation: save\n\n"
                        + "Save cluster b\n\nNautes-Cluster: b\nNautes-Operation: save\n",
                start);

        assertThat(ids(store.history("a"))).containsExactly(squashed.name());
        assertThat(ids(store.history("b"))).containsExactly(squashed.name());
    }

    @Test
    void mergeIsPartOfTheHistoryOnlyIfItChangesTheCluster() throws IOException {
        String base = save("a", "30080");
        String main = save("a", "30090");
        ObjectId tip = remote.head();
        remote.reset(ObjectId.fromString(base));
        ObjectId side = remote.commit(Map.of(file("b"), text("b", "30080")));
        remote.reset(tip);
        remote.commit(Map.of(file("b"), text("b", "30080")));
        ObjectId merge = rewriteHead("Merge branch 'side'\n\nNautes-Cluster: a\nNautes-Operation: save\n", tip, side);

        assertThat(ids(store.history("a"))).containsExactly(main, base);
        assertThat(ids(store.history("b"))).containsExactly(side.name());
        assertThat(remote.head()).isEqualTo(merge);
    }

    @Test
    void clustersOfACommitThatNamesNoClusterAreFound() {
        List<ClusterResource> many = new ArrayList<>();
        for (int i = 0; i < 501; i++) {
            many.add(Clusters.host("c-" + i, "30080"));
        }
        String bulk = store.update(current -> StoreChange.save(many, null)).revision();
        save("other", "30080");

        assertThat(store.history("c-7"))
                .extracting(ClusterRevision::revision, ClusterRevision::subject)
                .containsExactly(tuple(bulk, "Save 501 clusters"));
        assertThat(store.history("c-7").get(0).requestId()).isPresent();
    }

    @Test
    void customCommitMessagesKeepTheHistory() {
        try (GitClusterStore worded = GitClusterStore.builder(remote.folder().toString())
                .commitMessages(details -> "chore: " + details.operation() + "\n")
                .open()) {
            String saved = worded.update(Clusters.save("a")).revision();

            assertThat(worded.history("a"))
                    .extracting(ClusterRevision::revision, ClusterRevision::subject)
                    .containsExactly(tuple(saved, "chore: save"));
        }
    }

    @Test
    void historyOfAnEmptyRepositoryIsEmpty() {
        try (TestRepository empty = new TestRepository(temp.resolve("empty.git"));
                GitClusterStore fresh = GitClusterStore.builder(empty.folder().toString())
                        .initializeIfEmpty(true)
                        .open()) {
            assertThat(fresh.history("a")).isEmpty();
            assertThat(fresh.verify().isClean()).isTrue();
            String before = fresh.snapshot().revision();
            assertThat(fresh.findAt("a", before)).isEmpty();
            assertThat(fresh.snapshot(before).clusters()).isEmpty();
            assertThat(fresh.changesSince(before).changes()).isEmpty();
        }
    }

    @Test
    void clusterIsReadAtARevisionByAStoreThatHasReadNothingYet() {
        String first = save("a", "30080");
        String second = save("a", "30090");
        String gone = store.update(Clusters.delete("a")).revision();

        try (GitClusterStore fresh = newStore()) {
            assertThat(fresh.findAt("a", first)).contains(Clusters.host("a", "30080"));
        }
        assertThat(store.findAt("a", second.substring(0, 12))).contains(Clusters.host("a", "30090"));
        assertThat(store.findAt("a", second.toUpperCase(Locale.ROOT))).isPresent();
        assertThat(store.findAt("a", gone)).isEmpty();
        assertThat(store.findAt("../../../README", gone)).isEmpty();
    }

    @Test
    void revisionThatAnotherClientHasJustPushedIsFound() throws IOException {
        save("a", "30080");
        ObjectId pushed = remote.commit(Map.of(file("a"), text("a", "30090")));

        assertThat(store.findAt("a", pushed.name())).contains(Clusters.host("a", "30090"));
    }

    @Test
    void snapshotOfARevisionContainsItsClusters() throws IOException {
        save("a", "30080");
        remote.commit(Map.of(file("broken"), "kind: [\n"));
        String then = save("b", "30080");
        save("b", "30090");
        save("c", "30080");

        StoreSnapshot snapshot = store.snapshot(then);

        assertThat(snapshot.revision()).isEqualTo(then);
        assertThat(snapshot.clusters()).containsExactly(Clusters.host("a", "30080"), Clusters.host("b", "30080"));
        assertThat(snapshot.problems()).extracting(UnreadableCluster::name).containsExactly("broken");
        assertThat(store.snapshot().clusters()).hasSize(3);
    }

    @Test
    void fileThatIsUnreadableAtARevisionIsReportedWithItsPath() throws IOException {
        ObjectId broken = remote.commit(Map.of(file("a"), "kind: [\n"));

        assertThatThrownBy(() -> store.findAt("a", broken.name()))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.MALFORMED_CONTENT))
                .hasMessageContaining(file("a") + " at revision " + broken.name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "main",
                "HEAD~1",
                "abc",
                "--help",
                "0123456",
                "0123456789012345678901234567890123456789",
                "01234567890123456789012345678901234567890"
            })
    void unknownRevisionIsReportedWithItsExceptionType(String revision) {
        save("a", "30080");

        assertThatThrownBy(() -> store.findAt("a", revision))
                .isInstanceOfSatisfying(UnknownRevisionException.class, e -> {
                    assertThat(e.revision()).isEqualTo(revision);
                    assertThat(e.code()).isEqualTo(FailureCode.NOT_FOUND);
                })
                .hasMessageContaining("\"" + revision + "\"");
        assertThatThrownBy(() -> store.snapshot(revision)).isInstanceOf(UnknownRevisionException.class);
    }

    @Test
    void blobIsNotARevision() throws IOException {
        save("a", "30080");
        ObjectId blob = remote.repository().resolve("refs/heads/main:" + file("a"));

        assertThatThrownBy(() -> store.findAt("a", blob.name())).isInstanceOf(UnknownRevisionException.class);
    }

    @Test
    void ambiguousRevisionIsReportedWithItsCandidates() throws IOException {
        Map<String, String> byDigits = new HashMap<>();
        String other = null;
        String latest = "";
        while (other == null) {
            latest = rewriteHead("Commit " + byDigits.size() + "\n", remote.head())
                    .name();
            other = byDigits.put(latest.substring(0, 4), latest);
        }
        String digits = latest.substring(0, 4);
        String[] candidates = {other, latest};

        assertThatThrownBy(() -> store.findAt("a", digits))
                .isInstanceOf(UnknownRevisionException.class)
                .hasMessageContainingAll(candidates)
                .hasMessageContaining("give more digits");
    }

    @Test
    void damagedMirrorIsRebuiltForTheHistoryToo() throws IOException {
        String first = save("a", "30080");
        Path folder = temp.resolve("mirror");
        GitStoreListener listener = mock(GitStoreListener.class);
        GitClusterStore.Builder builder = GitClusterStore.builder(
                        remote.folder().toString())
                .mirror(folder)
                .listener(listener);
        try (GitClusterStore before = builder.open()) {
            before.snapshot();
        }
        try (GitClusterStore kept = builder.open();
                Stream<Path> files = Files.walk(folder)) {
            for (Path pack :
                    files.filter(file -> file.toString().endsWith(".pack")).toList()) {
                Files.delete(pack);
            }

            assertThat(kept.findAt("a", first)).contains(Clusters.host("a", "30080"));
            assertThat(ids(kept.history("a"))).containsExactly(first);
            verify(listener).mirrorRebuilt(any());
        }
    }
}
