package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.spi.StoreCommit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.junit.jupiter.api.Test;

/** Updates that wait for each other. */
class GitBatchesTest extends ServedRepository {
    @Test
    void refusalOfOneUpdateDoesNotHarmThoseSentWithIt() throws Exception {
        server.preReceive((pack, commands) -> {
            for (ReceiveCommand command : commands) {
                try (var walk = new org.eclipse.jgit.revwalk.RevWalk(pack.getRepository())) {
                    walk.markStart(walk.parseCommit(command.getNewId()));
                    walk.markUninteresting(walk.parseCommit(command.getOldId()));
                    for (var commit : walk) {
                        if (commit.getShortMessage().endsWith("-bad")) {
                            command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "bad name");
                        }
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
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

    /** Lets updates wait for each other behind one whose decision takes its time. */
    private static List<CompletableFuture<StoreCommit>> inOneBatch(GitClusterStore store, String... names)
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
        CountDownLatch submitted = new CountDownLatch(names.length);
        for (String name : names) {
            CompletableFuture<StoreCommit> result = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                submitted.countDown();
                try {
                    result.complete(store.update(Clusters.save(name)));
                } catch (RuntimeException e) {
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
    void updatesThatWaitArePushedTogetherACommitEach() throws Exception {
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
    void closedStoreCancelsWhatWaits() throws Exception {
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
        // It was under way already, and had its moment to end.
        assertThat(first.get().changed()).isTrue();
        assertThat(remote.files()).doesNotContainKey(CLUSTERS + "second.yaml");
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
