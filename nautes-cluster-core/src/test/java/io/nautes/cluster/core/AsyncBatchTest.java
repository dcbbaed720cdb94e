package io.nautes.cluster.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import io.nautes.cluster.core.BatchResult.Entry;
import io.nautes.cluster.core.BatchResult.Outcome;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ParsedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Batches of registries without a waiting thread. */
class AsyncBatchTest {
    /** Keeps the futures that it returned, so that a test completes them. */
    private static final class ManualRegistry implements AsyncClusterRegistry {
        private final Map<String, CompletableFuture<SaveResult>> saves = new LinkedHashMap<>();
        private final Map<String, CompletableFuture<DeleteResult>> deletes = new LinkedHashMap<>();
        private final Map<String, ChangeOptions> options = new LinkedHashMap<>();
        private final CompletableFuture<ClusterList> listed = new CompletableFuture<>();

        @Override
        public CompletableFuture<SaveResult> save(String name, ParsedRequest request, ChangeOptions given) {
            options.put(name, given);
            return saves.computeIfAbsent(name, key -> new CompletableFuture<>());
        }

        @Override
        public CompletableFuture<Optional<Cluster>> find(String name, ReadOptions options) {
            return list().thenApply(clusters -> clusters.readable().stream()
                    .filter(cluster -> cluster.name().equals(name))
                    .findFirst());
        }

        @Override
        public CompletableFuture<ClusterList> list(ClusterFilter filter, ReadOptions options) {
            return listed;
        }

        @Override
        public CompletableFuture<DeleteResult> delete(String name, ChangeOptions given) {
            options.put(name, given);
            return deletes.computeIfAbsent(name, key -> new CompletableFuture<>());
        }

        void saved(String name) {
            saves.get(name).complete(new SaveResult(name, SaveResult.Change.CREATED, null, List.of()));
        }
    }

    private final ManualRegistry registry = new ManualRegistry();
    private final BatchListener listener = mock(BatchListener.class);
    private final BatchOptions options = BatchOptions.defaults().withListener(listener);

    private static Map<String, ClusterRequest> requests() {
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        requests.put("virtual-1", Requests.virtualPipeline(31001));
        requests.put("host-1", Requests.host());
        return requests;
    }

    private static List<Object> outcomes(CompletableFuture<BatchResult> result) {
        List<Object> outcomes = new ArrayList<>();
        result.join().entries().forEach(entry -> outcomes.add(tuple(entry.name(), entry.outcome())));
        return outcomes;
    }

    @Test
    void savesAreMadeOneAtATimeWithHostsFirst() {
        CompletableFuture<BatchResult> result = registry.saveAll(requests(), options);

        assertThat(registry.saves).containsOnlyKeys("host-1");
        registry.saved("host-1");
        assertThat(registry.saves).containsOnlyKeys("host-1", "virtual-1");
        assertThat(result).isNotDone();
        registry.saved("virtual-1");

        assertThat(outcomes(result))
                .containsExactly(tuple("host-1", Outcome.CREATED), tuple("virtual-1", Outcome.CREATED));
        verify(listener).onProgress(result.join().entries().get(0), 1, 2);
        verify(listener).onProgress(result.join().entries().get(1), 2, 2);
    }

    @Test
    void failureOfOneClusterIsInItsEntry() {
        CompletableFuture<BatchResult> result = registry.saveAll(requests(), options);
        RegistryException failure = new RegistryException(FailureCode.TIMEOUT, "timed out");

        registry.saves.get("host-1").completeExceptionally(failure);
        registry.saved("virtual-1");

        assertThat(outcomes(result))
                .containsExactly(tuple("host-1", Outcome.FAILED), tuple("virtual-1", Outcome.CREATED));
        assertThat(result.join().entries().get(0).failure()).containsSame(failure);
    }

    @Test
    void batchStopsAtTheFirstFailureIfConfigured() {
        CompletableFuture<BatchResult> result = registry.saveAll(requests(), options.withStopAtFirstFailure(true));

        registry.saves.get("host-1").completeExceptionally(new RegistryException(FailureCode.TIMEOUT, "timed out"));

        assertThat(outcomes(result))
                .containsExactly(tuple("host-1", Outcome.FAILED), tuple("virtual-1", Outcome.NOT_TRIED));
        assertThat(registry.saves).containsOnlyKeys("host-1");
    }

    @Test
    void unexpectedFailureFailsTheBatch() {
        CompletableFuture<BatchResult> result = registry.saveAll(requests(), options);
        IllegalStateException failure = new IllegalStateException("broken");

        registry.saves.get("host-1").completeExceptionally(failure);

        assertThatThrownBy(result::join).hasCause(failure);
    }

    @Test
    void failureOfTheListenerFailsTheBatch() {
        IllegalStateException failure = new IllegalStateException("broken");
        doThrow(failure).when(listener).onProgress(any(), anyInt(), anyInt());
        CompletableFuture<BatchResult> result = registry.saveAll(requests(), options);

        registry.saved("host-1");

        assertThatThrownBy(result::join).hasCause(failure);
        assertThat(registry.saves).containsOnlyKeys("host-1");
    }

    @Test
    void cancellationEndsTheChangeInProgress() {
        CompletableFuture<BatchResult> result = registry.saveAll(requests(), options);

        result.cancel(true);

        assertThat(registry.saves.get("host-1")).isCancelled();
        assertThat(registry.saves).containsOnlyKeys("host-1");
        verifyNoInteractions(listener);
    }

    @Test
    void longBatchOfImmediateChangesDoesNotOverflowTheStack() {
        Map<String, ClusterRequest> many = new LinkedHashMap<>();
        for (int i = 0; i < 20_000; i++) {
            many.put("host-" + i, Requests.host());
            registry.saves.put(
                    "host-" + i,
                    CompletableFuture.completedFuture(
                            new SaveResult("host-" + i, SaveResult.Change.UNCHANGED, null, List.of())));
        }

        BatchResult result = registry.saveAll(many, BatchOptions.defaults()).join();

        assertThat(result.entries()).hasSize(20_000).extracting(Entry::outcome).containsOnly(Outcome.UNCHANGED);
    }

    @Test
    void eachEntryHasItsPrecondition() {
        registry.saveAll(
                Map.of("host-1", Requests.host()),
                options.withPreconditions(Map.of("host-1", Precondition.notRegistered())));

        assertThat(registry.options.get("host-1").precondition()).isEqualTo(Precondition.notRegistered());
    }

    @Test
    void virtualClustersAreDeletedBeforeTheirHosts() {
        CompletableFuture<BatchResult> result = registry.deleteAll(List.of("host-1", "virtual-1", "other"), options);
        assertThat(registry.deletes).isEmpty();
        registry.listed.complete(ClusterList.of(
                List.of(cluster("host-1", Requests.host()), cluster("virtual-1", Requests.virtualPipeline(31001))),
                List.of(),
                null));

        assertThat(registry.deletes).containsOnlyKeys("virtual-1");
        registry.deletes.get("virtual-1").complete(new DeleteResult("virtual-1", true, null));
        registry.deletes.get("host-1").complete(new DeleteResult("host-1", true, null));
        registry.deletes.get("other").complete(new DeleteResult("other", false, null));

        assertThat(outcomes(result))
                .containsExactly(
                        tuple("virtual-1", Outcome.DELETED),
                        tuple("host-1", Outcome.DELETED),
                        tuple("other", Outcome.NOT_REGISTERED));
    }

    private static Cluster cluster(String name, ClusterRequest request) {
        return Cluster.of(ClusterEvaluator.standard().evaluate(name, request).resource());
    }

    @Test
    void failureOfTheListFailsABatchOfDeletes() {
        CompletableFuture<BatchResult> result = registry.deleteAll(List.of("host-1"), options);
        RegistryException failure = new RegistryException(FailureCode.UNREACHABLE, "unreachable");

        registry.listed.completeExceptionally(failure);

        assertThatThrownBy(result::join).hasCause(failure);
        assertThat(registry.deletes).isEmpty();
    }

    @Test
    void cancellationEndsTheListOfABatchOfDeletes() {
        registry.deleteAll(List.of("host-1"), options).cancel(true);

        assertThat(registry.listed).isCancelled();
    }
}
