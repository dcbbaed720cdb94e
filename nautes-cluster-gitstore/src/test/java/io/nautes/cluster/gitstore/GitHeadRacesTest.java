package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests of concurrent reading, writing and closing. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GitHeadRacesTest extends ServedRepository {
    private static CompletableFuture<Throwable> call(Runnable work) {
        CompletableFuture<Throwable> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> result.complete(catchThrowable(work::run)));
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    @Test
    void slowerReaderDoesNotHideAnAcknowledgedSave() throws Exception {
        CountDownLatch applied = new CountDownLatch(1);
        CountDownLatch acknowledge = new CountDownLatch(1);
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch fetch = new CountDownLatch(1);
        try (GitClusterStore store = builder().open()) {
            store.snapshot();
            server.afterReceive(exchange -> {
                applied.countDown();
                await(acknowledge);
                return false;
            });
            CompletableFuture<Throwable> first = call(() -> store.update(Clusters.save("a")));
            await(applied);
            server.fault(exchange -> {
                if (exchange.getRequestURI().getPath().endsWith("git-upload-pack")) {
                    fetching.countDown();
                    await(fetch);
                }
                return false;
            });
            // The reader receives the head of the first save, and takes long to fetch it.
            CompletableFuture<Throwable> reader = call(store::snapshot);
            await(fetching);
            acknowledge.countDown();
            assertThat(first.get(30, TimeUnit.SECONDS)).isNull();
            store.update(Clusters.save("b"));
            fetch.countDown();
            assertThat(reader.get(30, TimeUnit.SECONDS)).isNull();

            assertThat(store.snapshot(Duration.ofDays(1)).find("b")).isPresent();
            assertThat(store.lastRead().orElseThrow().snapshot().find("b")).isPresent();
        }
        assertSavedOnce("a", "b");
    }

    @Test
    void acknowledgedSavesStayInSnapshotsWithConcurrentReaders() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        try (GitClusterStore store = builder().deadline(Duration.ofSeconds(60)).open()) {
            List<CompletableFuture<Throwable>> readers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                readers.add(call(() -> {
                    while (!isOver.get()) {
                        store.snapshot();
                    }
                }));
            }
            for (int i = 0; i < 60; i++) {
                String name = "c-" + i;
                store.update(Clusters.save(name));
                assertThat(store.snapshot(Duration.ofDays(1)).find(name)).isPresent();
                if (i % 10 == 0) {
                    rival(i);
                }
            }
            isOver.set(true);
            for (CompletableFuture<Throwable> reader : readers) {
                assertThat(reader.get(60, TimeUnit.SECONDS)).isNull();
            }
            assertThat(store.snapshot().clusters()).hasSize(60);
            assertThat(events).isEmpty();
        }
        remote.checkObjects();
    }

    @Test
    void updateThatRacesWithClosingIsEitherMadeOrReportedAsClosed() throws Exception {
        Map<String, Throwable> failures = new ConcurrentHashMap<>();
        for (int round = 0; round < 60; round++) {
            GitClusterStore store = GitClusterStore.builder(remote.folder().toString())
                    .deadline(Duration.ofSeconds(30))
                    .open();
            store.snapshot();
            List<CompletableFuture<Throwable>> writers = new ArrayList<>();
            CountDownLatch writing = new CountDownLatch(2);
            for (int i = 0; i < 3; i++) {
                String prefix = "c-" + round + "-" + i + "-";
                writers.add(call(() -> {
                    for (int j = 0; ; j++) {
                        String name = prefix + j;
                        Throwable failure = catchThrowable(() -> store.update(Clusters.save(name)));
                        writing.countDown();
                        if (failure != null) {
                            failures.put(name, failure);
                            return;
                        }
                    }
                }));
            }
            await(writing);
            store.close();
            for (CompletableFuture<Throwable> writer : writers) {
                assertThat(writer.get(60, TimeUnit.SECONDS)).isNull();
            }
        }
        assertThat(failures).hasSize(180);
        Map<String, String> files = remote.files();
        failures.forEach((name, failure) -> {
            assertThat(failure).isInstanceOf(RegistryException.class).isNotInstanceOf(OutcomeUnknownException.class);
            assertCode(failure, FailureCode.CANCELLED);
            assertThat(files)
                    .as("%s, reported as %s", name, failure)
                    .doesNotContainKey(TestRepository.CLUSTERS + name + ".yaml");
        });
    }

    @Test
    void interruptedReaderReturnsImmediately() throws IOException, InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        server.fault(exchange -> {
            asked.countDown();
            await(end);
            return true;
        });
        try (GitClusterStore store = builder().deadline(Duration.ofSeconds(90)).open()) {
            CompletableFuture<Throwable> result = new CompletableFuture<>();
            AtomicBoolean interrupted = new AtomicBoolean();
            Thread reader = new Thread(() -> {
                result.complete(catchThrowable(store::snapshot));
                interrupted.set(Thread.currentThread().isInterrupted());
            });
            reader.setDaemon(true);
            reader.start();
            await(asked);
            reader.interrupt();
            reader.join(20_000);

            assertThat(result).isCompleted();
            assertCode(result.join(), FailureCode.CANCELLED);
            assertThat(interrupted).isTrue();
            end.countDown();
            server.fault(exchange -> false);
            assertThat(store.update(Clusters.save("a")).changed()).isTrue();
        }
    }
}
