package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.gitstore.internal.mirror.MirrorObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of mirrors that are kept, damaged, or cannot be written. */
class GitMirrorTest extends ServedRepository {
    @ParameterizedTest
    @ValueSource(strings = {"truncated", "empty", "deleted", "overwritten"})
    void damagedMirrorIsRebuilt(String damage) throws IOException {
        Path mirror = temp.resolve("mirror");
        try (GitClusterStore store = builder().mirror(mirror).open()) {
            store.update(Clusters.save("a"));
        }
        damage(mirror.resolve("packs"), damage);

        try (GitClusterStore store = builder().mirror(mirror).open()) {
            store.update(Clusters.save("b"));
            assertThat(store.snapshot().clusters()).hasSize(2);
        }
        assertThat(events).hasSizeLessThan(2).allMatch(event -> event.startsWith("rebuilt"));
        assertSavedOnce("a", "b");
    }

    private static void damage(Path packs, String damage) throws IOException {
        for (Path pack : MirrorObjects.files(packs, "*.pack")) {
            byte[] bytes = Files.readAllBytes(pack);
            switch (damage) {
                case "truncated" -> Files.write(pack, java.util.Arrays.copyOf(bytes, bytes.length / 2));
                case "empty" -> Files.write(pack, new byte[0]);
                case "deleted" -> Files.delete(pack);
                default -> {
                    java.util.Arrays.fill(bytes, 12, bytes.length - 20, (byte) 0x5a);
                    Files.write(pack, bytes);
                }
            }
        }
    }

    @Test
    void mirrorThatDisappearsDuringUseIsRebuilt() throws IOException {
        Path mirror = temp.resolve("mirror");
        try (GitClusterStore store = builder().mirror(mirror).open()) {
            store.update(Clusters.save("a"));
            for (Path file : MirrorObjects.files(mirror.resolve("packs"), "*")) {
                Files.delete(file);
            }
            remote.commit(Map.of("README.md", "changed\n"));

            store.update(Clusters.save("b"));
        }
        assertSavedOnce("a", "b");
    }

    @Test
    void keptMirrorAvoidsTheFetch() throws IOException {
        Path mirror = temp.resolve("mirror");
        try (GitClusterStore store = builder().mirror(mirror).open()) {
            store.update(Clusters.save("a"));
        }
        Files.writeString(mirror.resolve("packs/pack-x.pack.tmp"), "left over");
        server.requests().clear();

        try (GitClusterStore store = builder().mirror(mirror).open()) {
            assertThat(store.snapshot().clusters()).hasSize(1);
        }
        assertThat(server.requests()).hasSize(1);
        assertThat(MirrorObjects.files(mirror.resolve("packs"), "*.tmp")).isEmpty();
    }

    @Test
    void mirrorThatCannotBeWrittenIsALocalStorageFailure() throws IOException {
        Path mirror = temp.resolve("mirror");
        try (GitClusterStore store = builder().mirror(mirror).open()) {
            store.snapshot();
            ObjectId head = remote.head();
            for (Path file : MirrorObjects.files(mirror.resolve("packs"), "*")) {
                Files.delete(file);
            }
            Files.delete(mirror.resolve("packs"));
            Files.createFile(mirror.resolve("packs"));

            assertThatThrownBy(() -> store.update(Clusters.save("a")))
                    .satisfies(e -> assertCode(e, FailureCode.LOCAL_STORAGE))
                    .hasMessageContaining(mirror.toString());
            assertThat(remote.head()).isEqualTo(head);
        }
    }

    @Test
    void folderThatTheSystemHasCleanedIsRebuilt() throws IOException {
        Path mirror = temp.resolve("mirror");
        try (GitClusterStore store = builder().mirror(mirror).open()) {
            store.update(Clusters.save("a"));
            for (Path file : MirrorObjects.files(mirror.resolve("packs"), "*")) {
                Files.delete(file);
            }
            Files.delete(mirror.resolve("packs"));

            store.update(Clusters.save("b"));
            assertThat(store.snapshot().clusters()).hasSize(2);
        }
        assertSavedOnce("a", "b");
    }

    @Test
    void deletedBranchIsNotCreatedAgainByAStoreWhoseMirrorKnowsIt() throws IOException {
        Path mirror = temp.resolve("mirror");
        try (GitClusterStore store = builder().mirror(mirror).open()) {
            store.update(Clusters.save("a"));
        }
        remote.deleteBranch();

        try (GitClusterStore store =
                builder().mirror(mirror).initializeIfEmpty(true).open()) {
            assertThatThrownBy(() -> store.update(Clusters.save("b")))
                    .satisfies(e -> assertCode(e, FailureCode.NOT_FOUND))
                    .hasMessageContaining("gone");
        }
        assertThat(remote.head()).isNull();
    }

    @Test
    void branchThatWasRewrittenBetweenTwoStoresIsReported() throws IOException {
        Path mirror = temp.resolve("mirror");
        ObjectId before = remote.head();
        String lost;
        try (GitClusterStore store = builder().mirror(mirror).open()) {
            lost = store.update(Clusters.save("a")).revision();
        }
        remote.reset(before);

        try (GitClusterStore store = builder().mirror(mirror).open()) {
            assertThat(store.snapshot().clusters()).isEmpty();
        }
        assertThat(events).containsExactly("rewritten " + lost + " " + before.name());
    }

    @Test
    void interruptedReadIsCancelledAndIsNotDamage() throws Exception {
        try (GitClusterStore store = builder().open()) {
            store.update(Clusters.save("a"));
            Thread reader = Thread.currentThread();
            server.fault(exchange -> {
                reader.interrupt();
                return false;
            });
            remote.commit(Map.of("README.md", "changed\n"));

            assertThatThrownBy(store::snapshot)
                    .satisfies(e -> assertCode(e, FailureCode.CANCELLED))
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
            server.fault(exchange -> false);
            assertThat(store.snapshot().revision()).isEqualTo(remote.head().name());
        }
        assertThat(events).isEmpty();
    }

    @Test
    void readsOfManyChangesLeaveFewPacks() throws IOException {
        Path mirror = temp.resolve("mirror");
        try (GitClusterStore store = builder().mirror(mirror).open()) {
            for (int i = 0; i < 100; i++) {
                remote.commit(Map.of("README.md", "change " + i + "\n"));
                store.snapshot();
            }
            assertThat(MirrorObjects.files(mirror.resolve("packs"), "*.pack")).hasSizeLessThan(50);
        }
    }

    @Test
    void mirrorThatIsTooLargeIsRenewedDuringSaves() throws IOException {
        int saves = 0;
        try (GitClusterStore store = builder().mirrorWaste(20_000).open()) {
            // The first fetch is that of the start. A save adds about a kilobyte.
            while (fetches() < 2 && saves < 2_000) {
                store.update(Clusters.save("c-" + saves % 5, Integer.toString(30000 + saves++)));
            }
            for (int i = 0; i < 20; i++) {
                store.update(Clusters.save("c-" + i % 5, Integer.toString(20000 + i)));
            }
            assertThat(store.snapshot().clusters()).hasSize(5);
        }
        assertThat(fetches()).isGreaterThan(1);
        assertThat(events).isEmpty();
        assertThat(remote.log()).hasSize(1 + saves + 20);
        remote.checkObjects();
    }

    private long fetches() {
        return server.requests().stream()
                .filter("POST /tenant.git/git-upload-pack"::equals)
                .count();
    }

    @Test
    void manySavesLeaveFewPacks() throws IOException {
        Path mirror = temp.resolve("mirror");
        try (GitClusterStore store = builder().mirror(mirror).open()) {
            for (int i = 0; i < 120; i++) {
                store.update(Clusters.save("c-" + i % 7, Integer.toString(30000 + i)));
            }
            assertThat(MirrorObjects.files(mirror.resolve("packs"), "*.pack")).hasSizeLessThan(50);
            assertThat(store.snapshot().clusters()).hasSize(7);
        }
        remote.checkObjects();
    }
}
