package io.nautes.cluster.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ParsedRequest;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsyncClusterRegistryTest {
    private final ClusterRegistry registry = mock(ClusterRegistry.class);
    private final Queue<Runnable> queued = new ArrayDeque<>();
    private final AsyncClusterRegistry manual = AsyncClusterRegistry.of(registry, queued::add);
    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void operationsRunOnTheExecutor() {
        SaveResult saved = new SaveResult("host-1", SaveResult.Change.CREATED, "r1", List.of());
        DeleteResult deleted = new DeleteResult("host-1", true, null);
        BatchResult batch = new BatchResult(List.of());
        ClusterList listed = ClusterList.of(List.of(), List.of(), null);
        when(registry.save(eq("host-1"), any(ParsedRequest.class), any())).thenReturn(saved);
        when(registry.find(eq("host-1"), any())).thenReturn(Optional.empty());
        when(registry.list(eq(ClusterFilter.all()), any())).thenReturn(listed);
        when(registry.delete(eq("host-1"), any())).thenReturn(deleted);
        when(registry.saveAll(any(), any())).thenReturn(batch);
        when(registry.deleteAll(any(), any())).thenReturn(batch);

        List<CompletableFuture<?>> results = List.of(
                manual.save("host-1", Requests.host()),
                manual.find("host-1"),
                manual.list(),
                manual.delete("host-1"),
                manual.saveAll(Map.of(), BatchOptions.defaults()),
                manual.deleteAll(List.of(), BatchOptions.defaults()));
        verifyNoInteractions(registry);
        queued.forEach(Runnable::run);

        assertThat(results.stream().map(CompletableFuture::join))
                .isEqualTo(List.of(saved, Optional.empty(), listed, deleted, batch, batch));
    }

    @Test
    void failureCompletesTheFuture() {
        RegistryException failure = new RegistryException(FailureCode.TIMEOUT, "timed out");
        when(registry.find(eq("host-1"), any())).thenThrow(failure);

        CompletableFuture<?> result = manual.find("host-1");
        queued.remove().run();

        assertThatThrownBy(result::join).hasCause(failure);
    }

    @Test
    void canceledOperationDoesNotBegin() {
        manual.find("host-1").cancel(true);
        queued.remove().run();

        verifyNoInteractions(registry);
    }

    @Test
    void cancelingARunningOperationInterruptsItsThread() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        when(registry.find(eq("host-1"), any())).thenAnswer(call -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                interrupted.countDown();
            }
            return Optional.empty();
        });
        CompletableFuture<?> result = AsyncClusterRegistry.of(registry, threads).find("host-1");
        begun.await();

        result.cancel(true);

        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(CompletableFuture.supplyAsync(Thread::interrupted, threads).join())
                .isFalse();
    }

    @Test
    void executorThatIsShutDownFailsTheFuture() {
        AsyncClusterRegistry refused = AsyncClusterRegistry.of(registry, task -> {
            throw new RejectedExecutionException("shut down");
        });

        assertThatThrownBy(refused.list()::join)
                .cause()
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.CANCELLED));
    }
}
