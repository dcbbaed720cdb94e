package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitWatchTest extends LocalRepository {
    private static final WatchOptions OPTIONS =
            WatchOptions.defaults().withPollInterval(Duration.ofSeconds(10)).withLongestPause(Duration.ofSeconds(60));

    private final SteppedPacer pacer = new SteppedPacer(1);
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<ClusterChange> changes = new CopyOnWriteArrayList<>();

    private class Recorder implements ClusterWatchListener {
        @Override
        public void changed(ClusterChange change) {
            events.add(change.kind() + " " + change.name());
            changes.add(change);
        }

        @Override
        public void upToDate(String revision) {
            events.add("up to " + revision);
        }

        @Override
        public void historyRewritten(String before, String now) {
            events.add("rewritten " + before + " " + now);
        }

        @Override
        public void failed(RegistryException failure, int failures, Duration pause) {
            events.add("failed " + failure.code() + " " + failures + " " + pause);
        }
    }

    private List<String> reported() {
        List<String> reported = List.copyOf(events);
        events.clear();
        return reported;
    }

    @Test
    void registeredClustersAreReportedFirstAndThenEachChangeWithItsAuthor() throws Exception {
        save("a", "30080");
        String first = save("b", "30080");
        try (ClusterWatch watch = store.watch(new Recorder(), OPTIONS, pacer)) {
            assertThat(pacer.roundDone()).isEqualTo(Duration.ofSeconds(10));
            assertThat(reported()).containsExactly("ADDED a", "ADDED b", "up to " + first);

            pacer.round();
            assertThat(reported()).isEmpty();

            Map<String, String> files = new HashMap<>();
            files.put(file("a"), null);
            files.put(file("b"), text("b", "30090"));
            files.put(file("c"), "kind: [\n");
            String second = remote.commit(files).name();
            pacer.round();

            assertThat(reported()).containsExactly("REMOVED a", "MODIFIED b", "UNREADABLE c", "up to " + second);
            ClusterChange modified = changes.get(3);
            assertThat(modified.before()).contains(Clusters.host("b", "30080"));
            assertThat(modified.after()).contains(Clusters.host("b", "30090"));
            assertThat(modified.revisions()).singleElement().satisfies(revision -> {
                assertThat(revision.revision()).isEqualTo(second);
                assertThat(revision.author().name()).isEqualTo("Rival");
            });
            assertThat(watch.isClosed()).isFalse();
        }
    }

    @Test
    void changesOfTheSameStoreAreReportedToo() throws Exception {
        try (ClusterWatch watch = store.watch(new Recorder(), OPTIONS, pacer)) {
            pacer.roundDone();
            reported();
            String saved = save("a", "30080");
            pacer.round();

            assertThat(reported()).containsExactly("ADDED a", "up to " + saved);
            assertThat(watch.isClosed()).isFalse();
        }
    }

    @Test
    void watchContinuesFromAKnownRevision() throws Exception {
        String known = save("a", "30080");
        String head = save("b", "30080");
        try (GitClusterStore fresh = newStore();
                ClusterWatch watch = fresh.watch(new Recorder(), OPTIONS.withSince(known), pacer)) {
            pacer.roundDone();

            assertThat(reported()).containsExactly("ADDED b", "up to " + head);
            assertThat(changes.get(0).revisions()).hasSize(1);
            assertThat(watch.isClosed()).isFalse();
        }
    }

    @Test
    void noChangeIsMissedWhileTheServerFailsAndThePauseGrows() throws Exception {
        try (ClusterWatch watch = store.watch(new Recorder(), OPTIONS, pacer)) {
            pacer.roundDone();
            reported();
            Path elsewhere = temp.resolve("elsewhere");
            Files.move(remote.folder(), elsewhere);

            assertThat(pacer.rounds(4))
                    .containsExactly(
                            Duration.ofSeconds(20),
                            Duration.ofSeconds(40),
                            Duration.ofSeconds(60),
                            Duration.ofSeconds(60));
            assertThat(reported())
                    .containsExactly(
                            "failed NOT_FOUND 1 PT20S",
                            "failed NOT_FOUND 2 PT40S",
                            "failed NOT_FOUND 3 PT1M",
                            "failed NOT_FOUND 4 PT1M");

            Files.move(elsewhere, remote.folder());
            String meanwhile =
                    remote.commit(Map.of(file("a"), text("a", "30080"))).name();
            assertThat(pacer.round()).isEqualTo(Duration.ofSeconds(10));
            assertThat(reported()).containsExactly("ADDED a", "up to " + meanwhile);
            assertThat(watch.isClosed()).isFalse();
        }
    }

    @Test
    void randomnessShortensThePauseByHalfAtMost() throws Exception {
        remote.deleteBranch();
        SteppedPacer least = new SteppedPacer(0);
        try (ClusterWatch watch = store.watch(new Recorder(), OPTIONS, least)) {
            assertThat(least.roundDone()).isEqualTo(Duration.ofSeconds(10));
            assertThat(least.rounds(60)).last().isEqualTo(Duration.ofSeconds(30));
            assertThat(watch.isClosed()).isFalse();
        }
    }

    @Test
    void rewrittenHistoryIsReportedBeforeItsDifferences() throws Exception {
        String base = save("a", "30080");
        String lost = save("b", "30080");
        try (ClusterWatch watch = store.watch(new Recorder(), OPTIONS, pacer)) {
            pacer.roundDone();
            reported();
            remote.reset(ObjectId.fromString(base));
            String now = remote.commit(Map.of(file("c"), text("c", "30080"))).name();
            pacer.round();

            assertThat(reported())
                    .containsExactly("rewritten " + lost + " " + now, "REMOVED b", "ADDED c", "up to " + now);
            assertThat(watch.isClosed()).isFalse();
        }
    }

    @Test
    void lostRevisionIsReportedAsRewrittenWithAllClusters() throws Exception {
        String base = save("a", "30080");
        String lost = save("b", "30080");
        remote.reset(ObjectId.fromString(base));
        try (GitClusterStore fresh = newStore();
                ClusterWatch watch = fresh.watch(new Recorder(), OPTIONS.withSince(lost), pacer)) {
            pacer.roundDone();

            assertThat(reported()).containsExactly("rewritten " + lost + " " + base, "ADDED a", "up to " + base);
            assertThat(watch.isClosed()).isFalse();
        }
    }

    @Test
    void listenerThatThrowsDoesNotEndTheWatch() throws Exception {
        save("a", "30080");
        ClusterWatchListener failing = change -> {
            events.add(change.name());
            throw new IllegalStateException("listener");
        };
        try (ClusterWatch watch = store.watch(failing, OPTIONS, pacer)) {
            pacer.roundDone();
            save("b", "30080");
            pacer.round();

            assertThat(reported()).containsExactly("a", "b");
            assertThat(watch.isClosed()).isFalse();
        }
    }

    @Test
    void nothingIsReportedAfterClose() throws Exception {
        save("a", "30080");
        save("b", "30080");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        ClusterWatch watch = store.watch(
                change -> {
                    events.add(change.name());
                    inside.countDown();
                    await(proceed);
                },
                OPTIONS,
                pacer);
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
        Thread closing = new Thread(watch::close);
        closing.start();
        while (!watch.isClosed()) {
            Thread.onSpinWait();
        }
        proceed.countDown();
        closing.join();

        assertThat(reported()).containsExactly("a");
        watch.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void listenerMayCloseTheWatch() throws Exception {
        save("a", "30080");
        save("b", "30080");
        CountDownLatch closed = new CountDownLatch(1);
        ClusterWatch[] own = new ClusterWatch[1];
        CountDownLatch known = new CountDownLatch(1);
        own[0] = store.watch(
                change -> {
                    await(known);
                    events.add(change.name());
                    own[0].close();
                    closed.countDown();
                },
                OPTIONS,
                pacer);
        known.countDown();

        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        own[0].close();
        assertThat(reported()).containsExactly("a");
    }

    @Test
    void closingTheStoreEndsItsWatches() throws Exception {
        ClusterWatch first = store.watch(new Recorder(), OPTIONS);
        ClusterWatch second = store.watch(new Recorder(), OPTIONS);

        store.close();

        assertThat(first.isClosed()).isTrue();
        assertThat(second.isClosed()).isTrue();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("nautes-cluster-git-watch");
        assertThatThrownBy(() -> store.watch(new Recorder(), OPTIONS))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.CANCELLED));
    }

    @Test
    void everyChangeIsReportedOnceDuringConcurrentWrites() throws Exception {
        try (ClusterWatch watch = store.watch(new Recorder(), OPTIONS, pacer)) {
            pacer.roundDone();
            Thread writer = new Thread(() -> {
                try (GitClusterStore other = newStore()) {
                    for (int i = 0; i < 20; i++) {
                        other.update(Clusters.save("c-" + i));
                    }
                }
            });
            writer.start();
            while (writer.isAlive()) {
                pacer.round();
            }
            writer.join();
            pacer.round();

            assertThat(changes).hasSize(20).allSatisfy(change -> {
                assertThat(change.kind()).isEqualTo(ClusterChange.Kind.ADDED);
                assertThat(change.revisions()).hasSize(1);
            });
            assertThat(changes).extracting(ClusterChange::name).doesNotHaveDuplicates();
            assertThat(watch.isClosed()).isFalse();
        }
    }

    @Test
    void invalidOptionsAreRefused() throws IOException {
        assertThatThrownBy(() -> OPTIONS.withPollInterval(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pollInterval")
                .hasMessageContaining("PT0S");
        assertThatThrownBy(() -> OPTIONS.withLongestPause(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(OPTIONS.withPollInterval(Duration.ofHours(1)).longestPause()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "main", "0123456", "0123456789abcdef0123456789abcdef0123456g"})
    void watchStartsOnlyFromAFullId(String revision) {
        assertThatThrownBy(() -> OPTIONS.withSince(revision))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("full id");
    }
}
