package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.junit.jupiter.api.Test;

/** Tests of updates that are pushed as one batch. */
class GitBatchesTest extends ServedRepository {
    @Test
    void refusalOfOneUpdateDoesNotFailTheOthersOfItsBatch() throws Exception {
        refuse("-bad");
        try (GitClusterStore store = builder().open()) {
            store.snapshot();
            List<CompletableFuture<StoreCommit>> results = inOneBatch(store, "a", "b-bad", "c", "d");

            assertThat(results.get(0).get().changed()).isTrue();
            assertThat(results.get(2).get().changed()).isTrue();
            assertThat(results.get(3).get().changed()).isTrue();
            assertThatThrownBy(() -> results.get(1).get())
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .satisfies(e -> assertCode(e, FailureCode.PERMISSION_DENIED))
                    .hasMessageContaining("bad name");
        }
        assertSavedOnce("a", "c", "d");
        assertThat(remote.files()).doesNotContainKey(CLUSTERS + "b-bad.yaml");
    }

    /** Makes the server refuse pushes that contain a commit whose subject has an ending. */
    private void refuse(String ending) {
        server.preReceive((pack, commands) -> {
            for (ReceiveCommand command : commands) {
                try (RevWalk walk = new RevWalk(pack.getRepository())) {
                    walk.markStart(walk.parseCommit(command.getNewId()));
                    walk.markUninteresting(walk.parseCommit(command.getOldId()));
                    for (RevCommit commit : walk) {
                        if (commit.getShortMessage().endsWith(ending)) {
                            command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "bad name");
                        }
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }

    @Test
    void errorOfOneDecisionDoesNotFailOtherUpdates() throws Exception {
        try (GitClusterStore store = builder().open()) {
            store.snapshot();
            AssertionError error = new AssertionError("no");
            List<CompletableFuture<StoreCommit>> results =
                    inOneBatch(store, List.of(Clusters.save("a"), throwing(error), Clusters.save("c")));

            assertThat(results.get(0).get().changed()).isTrue();
            assertThat(results.get(2).get().changed()).isTrue();
            assertThatThrownBy(() -> results.get(1).get()).cause().isSameAs(error);
        }
        assertSavedOnce("a", "c");
    }

    private static StoreUpdate throwing(Error error) {
        return current -> {
            throw error;
        };
    }

    @Test
    void decisionOnAnUpdateThatIsRefusedIsMadeAgain() throws Exception {
        refuse("-bad");
        try (GitClusterStore store = builder().open()) {
            store.snapshot();
            StoreUpdate onlyWithoutBad = current -> {
                if (current.find("a-bad").isPresent()) {
                    throw new IllegalStateException("a-bad is there");
                }
                return Clusters.save("b").decide(current);
            };
            List<CompletableFuture<StoreCommit>> results =
                    inOneBatch(store, List.of(Clusters.save("a-bad"), onlyWithoutBad));

            assertThatThrownBy(() -> results.get(0).get())
                    .cause()
                    .satisfies(e -> assertCode(e, FailureCode.PERMISSION_DENIED));
            assertThat(results.get(1).get().changed()).isTrue();
        }
        assertSavedOnce("b");
    }

    private static List<CompletableFuture<StoreCommit>> inOneBatch(GitClusterStore store, String... names)
            throws InterruptedException {
        return inOneBatch(store, Stream.of(names).map(Clusters::save).toList());
    }

    /** Starts updates that wait behind another one whose decision takes long, so that they become one batch. */
    private static List<CompletableFuture<StoreCommit>> inOneBatch(GitClusterStore store, List<StoreUpdate> updates)
            throws InterruptedException {
        CountDownLatch deciding = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<StoreCommit> first = CompletableFuture.supplyAsync(() -> store.update(current -> {
            deciding.countDown();
            await(go);
            return Clusters.save("first").decide(current);
        }));
        deciding.await();
        List<CompletableFuture<StoreCommit>> results = new ArrayList<>();
        CountDownLatch submitted = new CountDownLatch(updates.size());
        for (StoreUpdate update : updates) {
            CompletableFuture<StoreCommit> result = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                submitted.countDown();
                try {
                    result.complete(store.update(update));
                } catch (RuntimeException | Error e) {
                    result.completeExceptionally(e);
                }
            });
            thread.start();
            results.add(result);
            waitUntilItWaits(thread);
        }
        submitted.await();
        go.countDown();
        first.join();
        return results;
    }

    private static void waitUntilItWaits(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void waitingUpdatesArePushedTogetherWithACommitEach() throws Exception {
        try (GitClusterStore store = builder().open()) {
            store.snapshot();
            server.requests().clear();

            for (CompletableFuture<StoreCommit> result : inOneBatch(store, "a", "b", "c", "d", "e")) {
                assertThat(result.get().changed()).isTrue();
            }

            assertThat(server.pushes()).isEqualTo(2);
        }
        assertSavedOnce("first", "a", "b", "c", "d", "e");
    }

    @Test
    void closingTheStoreCancelsWaitingUpdates() throws Exception {
        GitClusterStore store = builder().open();
        store.snapshot();
        CountDownLatch deciding = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<StoreCommit> first = CompletableFuture.supplyAsync(() -> store.update(current -> {
            deciding.countDown();
            await(go);
            return Clusters.save("first").decide(current);
        }));
        deciding.await();
        CompletableFuture<StoreCommit> second = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                second.complete(store.update(Clusters.save("second")));
            } catch (RuntimeException e) {
                second.completeExceptionally(e);
            }
        });
        waiting.start();
        waitUntilItWaits(waiting);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(store::close);

        assertThatThrownBy(second::get).cause().satisfies(e -> assertCode(e, FailureCode.CANCELLED));
        go.countDown();
        closing.get();
        // It was already in progress, and had time to finish.
        assertThat(first.get().changed()).isTrue();
        assertThat(remote.files()).doesNotContainKey(CLUSTERS + "second.yaml");
    }

    @Test
    void busyCommonPoolDoesNotDelayTheStore() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(Math.max(1, ForkJoinPool.getCommonPoolParallelism()));
        for (long i = busy.getCount(); i > 0; i--) {
            ForkJoinPool.commonPool().execute(() -> {
                busy.countDown();
                await(end);
            });
        }
        busy.await();

        try (GitClusterStore store = builder().open()) {
            assertThat(store.update(Clusters.save("first")).changed()).isTrue();
            assertThat(store.snapshot().clusters()).hasSize(1);
        } finally {
            end.countDown();
        }
    }

    @Test
    void decisionThatUpdatesTheStoreIsRefused() {
        try (GitClusterStore store = builder().open()) {
            assertThatThrownBy(() -> store.update(current -> {
                        store.update(Clusters.save("b"));
                        return Clusters.save("a").decide(current);
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
