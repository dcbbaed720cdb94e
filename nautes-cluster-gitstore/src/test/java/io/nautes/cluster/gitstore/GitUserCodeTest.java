package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.gitstore.internal.mirror.MirrorObjects;
import io.nautes.cluster.gitstore.spi.RenderedTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of code of the program that never returns, fails, or uses the store that calls it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GitUserCodeTest extends ServedRepository {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration SLACK = Duration.ofSeconds(8);

    private static volatile boolean isOver;

    @AfterEach
    void endLoops() {
        isOver = true;
    }

    /** Loops forever. Interrupts do not end the loop; only the end of the test does. */
    private static void loop() {
        while (!isOver) {
            Thread.onSpinWait();
        }
    }

    private static <T> T loop(T result) {
        loop();
        return result;
    }

    private static Throwable failureInTime(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        long start = System.nanoTime();
        Throwable failure = catchThrowable(call);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plus(SLACK));
        return failure;
    }

    static Stream<Arguments> loops() {
        return Stream.of(
                loop(
                        "templates",
                        builder -> builder.withTemplates(change -> {
                            if (change.after().stream()
                                    .anyMatch(cluster -> cluster.name().equals("bad"))) {
                                loop();
                            }
                            return RenderedTree.NOTHING;
                        })),
                loop(
                        "message format",
                        builder -> builder.commitMessages(details -> {
                            if (details.clusters().contains("bad")) {
                                loop();
                            }
                            return CommitMessageFormat.trailers().message(details);
                        })),
                loop(
                        "signer",
                        builder -> builder.signer(commit -> {
                            if (new String(commit, java.nio.charset.StandardCharsets.UTF_8).contains("cluster bad")) {
                                loop();
                            }
                            return "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n";
                        })));
    }

    private static Arguments loop(String name, UnaryOperator<GitClusterStore.Builder> loop) {
        return Arguments.of(name, loop);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("loops")
    void endlessUserCodeFailsOnlyItsUpdate(String name, UnaryOperator<GitClusterStore.Builder> loop)
            throws IOException {
        isOver = false;
        try (GitClusterStore store = loop.apply(builder().deadline(DEADLINE)).open()) {
            assertThat(failureInTime(() -> store.update(Clusters.save("bad"))))
                    .satisfies(e -> assertCode(e, FailureCode.TIMEOUT));

            assertThat(store.update(Clusters.save("good")).changed()).isTrue();
            assertThat(store.verify().problems()).isEmpty();
        }
        assertSavedOnce("good");
    }

    @Test
    void endlessDecisionFailsOnlyItsUpdateOfTheBatch() throws Exception {
        isOver = false;
        CountDownLatch deciding = new CountDownLatch(1);
        try (GitClusterStore store = builder().deadline(Duration.ofSeconds(6)).open()) {
            store.snapshot();
            CompletableFuture<Throwable> first = new CompletableFuture<>();
            CountDownLatch go = new CountDownLatch(1);
            daemon(() -> first.complete(catchThrowable(() -> store.update(current -> {
                deciding.countDown();
                await(go);
                return StoreChange.save(List.of(Clusters.host("first", "1")), null);
            }))));
            await(deciding);
            List<CompletableFuture<Throwable>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int number = i;
                CompletableFuture<Throwable> call = new CompletableFuture<>();
                calls.add(call);
                Thread caller = daemon(() -> call.complete(catchThrowable(() -> store.update(current -> number == 1
                        ? loop(StoreChange.nothing())
                        : StoreChange.save(List.of(Clusters.host("c-" + number, "1")), null)))));
                while (caller.getState() != Thread.State.TIMED_WAITING && caller.isAlive()) {
                    Thread.onSpinWait();
                }
            }
            go.countDown();

            assertThat(first.get(30, TimeUnit.SECONDS)).isNull();
            assertCode(calls.get(1).get(30, TimeUnit.SECONDS), FailureCode.TIMEOUT);
            for (int i : new int[] {0, 2, 3}) {
                assertThat(calls.get(i).get(30, TimeUnit.SECONDS)).isNull();
            }
            assertThat(store.update(Clusters.save("later")).changed()).isTrue();
        }
        assertSavedOnce("first", "c-0", "c-2", "c-3", "later");
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void endlessDecisionOfAPreviewIsATimeout() {
        isOver = false;
        try (GitClusterStore store = builder().deadline(DEADLINE).open()) {
            assertThat(failureInTime(() -> store.preview(current -> loop(StoreChange.nothing()))))
                    .satisfies(e -> assertCode(e, FailureCode.TIMEOUT));
            assertThat(store.preview(Clusters.save("a")).files().written()).isNotEmpty();
        }
    }

    @Test
    void endlessCredentialsSupplierIsATimeout() {
        isOver = false;
        AtomicReference<Boolean> loops = new AtomicReference<>(true);
        try (GitClusterStore store = builder()
                .deadline(DEADLINE)
                .credentials(() -> loops.get() ? loop((GitCredentials) null) : GitCredentials.token("hush-hush"))
                .open()) {
            assertThat(failureInTime(store::snapshot)).satisfies(e -> assertCode(e, FailureCode.TIMEOUT));
            assertThat(failureInTime(() -> store.update(Clusters.save("a"))))
                    .satisfies(e -> assertCode(e, FailureCode.TIMEOUT));
            loops.set(false);
            assertThat(store.update(Clusters.save("b")).changed()).isTrue();
        }
    }

    @Test
    void failureOfTheCredentialsSupplierIsReportedWithoutItsMessage() {
        try (GitClusterStore store = builder()
                .credentials(() -> {
                    throw new IllegalStateException("cannot parse token hush-hush");
                })
                .open()) {
            for (Throwable failure :
                    List.of(catchThrowable(store::snapshot), catchThrowable(() -> store.update(Clusters.save("a"))))) {
                assertCode(failure, FailureCode.UNAUTHENTICATED);
                for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                    assertThat(cause.toString()).doesNotContain("hush-hush");
                }
                assertThat(failure).hasMessageContaining("IllegalStateException");
            }
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void registryExceptionOfTheCredentialsSupplierIsNotWrapped() {
        RegistryException own = new RegistryException(FailureCode.LOCAL_STORAGE, "the token file is gone");
        try (GitClusterStore store = builder()
                .credentials(() -> {
                    throw own;
                })
                .open()) {
            assertThat(catchThrowable(store::snapshot)).isSameAs(own);
        }
    }

    /** Creates a mirror with older states in separate packs, which a new store has not read yet. */
    private String fillMirror(Path mirror) throws IOException {
        try (GitClusterStore store = builder().mirror(mirror).open()) {
            String first = store.update(Clusters.save("a", "1")).revision();
            store.update(Clusters.save("a", "2"));
            store.update(Clusters.save("a", "3"));
            return first;
        }
    }

    @Test
    void decisionMayReadItsStoreEvenIfTheMirrorIsLost() throws IOException {
        Path mirror = temp.resolve("mirror");
        String first = fillMirror(mirror);
        AtomicBoolean isFirst = new AtomicBoolean(true);
        try (GitClusterStore store = builder().mirror(mirror).open()) {
            assertThat(store.update(current -> {
                                if (isFirst.getAndSet(false)) {
                                    delete(mirror.resolve("packs"));
                                }
                                assertThat(store.findAt("a", first)).contains(Clusters.host("a", "1"));
                                StoreSnapshot snapshot = store.snapshot();
                                assertThat(snapshot.find("a")).contains(Clusters.host("a", "3"));
                                assertThat(store.history("a", 5)).hasSize(3);
                                assertThat(store.verify().problems()).isEmpty();
                                return StoreChange.save(List.of(Clusters.host("b", "1")), null);
                            })
                            .changed())
                    .isTrue();
            assertThat(events).anyMatch(event -> event.startsWith("rebuilt"));
        }
        assertThat(remote.subjects()).containsOnlyOnce("Save cluster b");
        remote.checkObjects();
    }

    private static void delete(Path folder) {
        try {
            for (Path file : MirrorObjects.files(folder, "*")) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void longDecisionDoesNotBlockReadersIfTheMirrorIsLost() throws Exception {
        isOver = false;
        CountDownLatch deciding = new CountDownLatch(1);
        Path mirror = temp.resolve("mirror");
        String first = fillMirror(mirror);
        try (GitClusterStore store =
                builder().mirror(mirror).deadline(Duration.ofSeconds(15)).open()) {
            daemon(() -> catchThrowable(() -> store.update(current -> {
                deciding.countDown();
                return loop(StoreChange.nothing());
            })));
            await(deciding);
            delete(mirror.resolve("packs"));

            assertThat(failureInTime(() -> assertThat(store.findAt("a", first)).isPresent()))
                    .isNull();
            assertThat(failureInTime(
                            () -> assertThat(store.snapshot().find("a")).isPresent()))
                    .isNull();
            isOver = true;
        }
    }

    @Test
    void listenerMayReadItsStore() throws IOException {
        AtomicReference<GitClusterStore> opened = new AtomicReference<>();
        List<String> seen = new ArrayList<>();
        GitStoreListener listener = new GitStoreListener() {
            @Override
            public void branchRewritten(String before, String now) {
                seen.add(opened.get().snapshot().revision());
            }
        };
        try (GitClusterStore store = builder().listener(listener).open()) {
            opened.set(store);
            store.snapshot();
            ObjectId before = remote.head();
            store.update(Clusters.save("a"));
            remote.reset(before);

            assertThat(store.snapshot().revision()).isEqualTo(before.name());

            assertThat(seen).containsExactly(before.name());
        }
    }

    @Test
    void errorInAListenerOfTheStoreIsNotThrownToTheCaller() throws IOException {
        GitStoreListener listener = mock(GitStoreListener.class);
        doThrow(new AssertionError("a listener failed")).when(listener).branchRewritten(any(), any());
        try (GitClusterStore store = builder().listener(listener).open()) {
            store.snapshot();
            ObjectId before = remote.head();
            store.update(Clusters.save("a"));
            remote.reset(before);

            assertThat(store.snapshot().revision()).isEqualTo(before.name());
        }
    }

    @Test
    void errorInAListenerDoesNotEndTheWatch() throws Exception {
        SteppedPacer pacer = new SteppedPacer(1);
        List<String> seen = new ArrayList<>();
        ClusterWatchListener listener = new ClusterWatchListener() {
            @Override
            public void changed(ClusterChange change) {
                seen.add(change.name());
                throw new StackOverflowError();
            }
        };
        try (GitClusterStore store = builder().open()) {
            store.update(Clusters.save("a"));
            try (ClusterWatch watch = store.watch(listener, WatchOptions.defaults(), pacer)) {
                pacer.roundDone();
                store.update(Clusters.save("b"));
                pacer.round();

                assertThat(seen).containsExactly("a", "b");
                assertThat(watch.isClosed()).isFalse();
            }
        }
    }

    @Test
    void overlongDurationsMeanNoLimit() throws IOException {
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
        try (GitClusterStore store = builder()
                .deadline(forever)
                .connectTimeout(forever)
                .idleTimeout(forever)
                .staleReads(forever)
                .open()) {
            assertThat(store.update(Clusters.save("a")).changed()).isTrue();
            assertThat(store.snapshot(forever).find("a")).isPresent();
            assertThat(store.history("a", 1)).hasSize(1);
            assertThat(store.preview(Clusters.save("b")).files().written()).isNotEmpty();
        }
        try (GitClusterStore local = GitClusterStore.builder(remote.folder().toString())
                .deadline(forever)
                .open()) {
            assertThat(local.snapshot().find("a")).isPresent();
        }
        assertSavedOnce("a");
    }

    @Test
    void localRepositoryWithBlockingFilesIsATimeoutAndTheNextCallWorks() throws Exception {
        Path pipe = remote.folder().resolve("refs/heads/blocked");
        Process process = new ProcessBuilder("mkfifo", pipe.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        try (GitClusterStore store = GitClusterStore.builder(remote.folder().toString())
                .deadline(DEADLINE)
                .open()) {
            assertThat(failureInTime(store::snapshot)).satisfies(e -> assertCode(e, FailureCode.TIMEOUT));
            assertThat(failureInTime(() -> store.update(Clusters.save("a"))))
                    .satisfies(e -> assertCode(e, FailureCode.TIMEOUT));
            release(pipe);

            assertThat(store.update(Clusters.save("b")).changed()).isTrue();
        }
        assertSavedOnce("b");
    }

    /** Releases the threads that wait for the content of a pipe. */
    private static void release(Path pipe) throws IOException {
        Path aside = pipe.resolveSibling("aside.lock");
        Files.move(pipe, aside);
        Files.write(aside, new byte[0], java.nio.file.StandardOpenOption.WRITE);
        Files.delete(aside);
    }
}
