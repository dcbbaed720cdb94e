package io.nautes.cluster.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.BatchResult.Outcome;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.Precondition;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.KubeconfigEntry;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.core.spi.StoredKubeconfig;
import io.nautes.cluster.model.ClusterRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Batches that stop early, conflict with other changes, or cannot store kubeconfigs. */
class OvertakenBatchTest {
    private static final String OLD = "https://192.0.2.1:6443";
    private static final String NEW = "https://192.0.2.2:6443";
    private static final BatchOptions STOPPING = BatchOptions.defaults().withStopAtFirstFailure(true);

    private final InMemoryClusterStore store = new InMemoryClusterStore();
    private final InMemoryKubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();

    private static ClusterRequest host(String apiServer) {
        return ClusterRequest.host(apiServer, Requests.kubeconfig(apiServer)).build();
    }

    private static ClusterRequest virtual(String host) {
        return ClusterRequest.virtualPipelineRuntime("https://192.0.2.1:31001", host)
                .build();
    }

    private static StoreClusterRegistry registry(ClusterStore store, KubeconfigStore kubeconfigs) {
        return StoreClusterRegistry.builder(store).kubeconfigs(kubeconfigs).build();
    }

    /** A store on which another process makes a change between the decision that stages and the one that commits. */
    private ClusterStore overtakenBy(Runnable change) {
        return new DelegatingStore(store) {
            @Override
            public StoreCommit update(StoreUpdate update) {
                change.run();
                return super.update(update);
            }
        };
    }

    @Test
    void deletesAfterAFailureKeepTheirNames() {
        registry(store, kubeconfigs).save("c", host(OLD));

        BatchResult result = registry(store, kubeconfigs).deleteAll(List.of("../x", "c"), STOPPING);

        assertThat(result.entries())
                .extracting(BatchResult.Entry::name, BatchResult.Entry::outcome)
                .containsExactly(tuple("../x", Outcome.FAILED), tuple("c", Outcome.NOT_TRIED));
        assertThat(kubeconfigs.find("c")).isPresent();
    }

    @Test
    void firstRefusalOfABatchIsReported() {
        registry(store, kubeconfigs).save("c", host(OLD));
        BatchOptions options = BatchOptions.defaults().withPreconditions(Map.of("c", Precondition.notRegistered()));

        BatchResult result = registry(
                        overtakenBy(() -> registry(store, kubeconfigs).delete("c")), kubeconfigs)
                .saveAll(Map.of("c", host(NEW)), options);

        assertThat(result.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.failure().orElseThrow())
                        .isInstanceOf(ConflictException.class)
                        .hasMessageContaining("is registered already"));
        assertThat(store.snapshot().clusters()).isEmpty();
    }

    @Test
    void batchReportsTheKubeconfigOfAClusterThatBecomesVirtual() {
        registry(store, kubeconfigs).save("h", host(OLD));
        registry(store, kubeconfigs).save("c", host(NEW));
        SteppedKubeconfigStore stepped = new SteppedKubeconfigStore(kubeconfigs).before("delete c", () -> {
            throw new RegistryException(FailureCode.UNREACHABLE, "vault is gone");
        });

        BatchResult result = registry(store, stepped).saveAll(Map.of("c", virtual("h")), BatchOptions.defaults());

        assertThat(result.failures())
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.failure().orElseThrow().code()).isEqualTo(FailureCode.KUBECONFIG_NOT_REMOVED));
        assertThat(store.snapshot().find("c").orElseThrow().spec().hostCluster())
                .isEqualTo("h");
    }

    @Test
    void stagedKubeconfigOfAClusterThatIsNotTriedIsRestored() {
        registry(store, kubeconfigs).save("c", host(OLD));
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        requests.put("a", host(NEW));
        requests.put("c", host(NEW));
        BatchOptions options = STOPPING.withPreconditions(Map.of("a", Precondition.notRegistered()));
        SteppedKubeconfigStore stepped = new SteppedKubeconfigStore(kubeconfigs);
        ClusterStore overtaken =
                overtakenBy(() -> StoreClusterRegistry.over(store).save("a", host(OLD)));

        BatchResult result = registry(overtaken, stepped).saveAll(requests, options);

        assertThat(result.entries())
                .extracting(BatchResult.Entry::name, BatchResult.Entry::outcome)
                .containsExactly(tuple("a", Outcome.FAILED), tuple("c", Outcome.NOT_TRIED));
        assertThat(kubeconfigs.read("c").map(StoredKubeconfig::entry))
                .contains(KubeconfigEntry.confirmed(Requests.kubeconfig(OLD)));

        StoreClusterRegistry.over(store).delete("a");
        stepped.before("set c", () -> {}).before("set c", () -> {
            throw new RegistryException(FailureCode.UNREACHABLE, "vault is gone");
        });
        BatchResult again = registry(overtaken, stepped).saveAll(requests, options);

        assertThat(again.entries().get(1).failure().orElseThrow())
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("cluster c was left alone after a failure")
                .hasMessageContaining("vault is gone");
    }

    @Test
    void nameThatWouldChangeThePathIsRefusedBeforeItIsStored() {
        BatchResult result = registry(store, kubeconfigs).saveAll(Map.of("../x", host(OLD)), BatchOptions.defaults());

        assertThat(result.failures().get(0).failure()).containsInstanceOf(InvalidClusterException.class);
    }
}
