package io.nautes.cluster.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nautes.cluster.core.BatchResult.Entry;
import io.nautes.cluster.core.BatchResult.Outcome;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ParsedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The default batch of registries that do not implement batches. */
class SequentialBatchTest {
    private final StoreClusterRegistry stored = StoreClusterRegistry.over(new InMemoryClusterStore());
    private final List<Boolean> skipped = new ArrayList<>();
    private final ClusterRegistry registry = new ClusterRegistry() {
        @Override
        public SaveResult save(String name, ParsedRequest request, ChangeOptions options) {
            skipped.add(options.skipChecks());
            return stored.save(name, request, options);
        }

        @Override
        public Optional<Cluster> find(String name, ReadOptions options) {
            return stored.find(name, options);
        }

        @Override
        public ClusterList list(ClusterFilter filter, ReadOptions options) {
            return stored.list(filter, options);
        }

        @Override
        public DeleteResult delete(String name, ChangeOptions options) {
            return stored.delete(name, options);
        }

        @Override
        public void close() {
            stored.close();
        }
    };

    private static Map<String, ClusterRequest> requests() {
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        requests.put("v-1", Requests.virtualPipeline(31001));
        requests.put("bad", ClusterRequest.builder().build());
        requests.put("host-1", Requests.host());
        return requests;
    }

    @Test
    void savesContinueAfterAFailureWithHostsFirst() {
        List<String> progress = new ArrayList<>();

        BatchResult result = registry.saveAll(
                requests(),
                BatchOptions.defaults()
                        .withChangeOptions(ChangeOptions.defaults().withSkipChecks(true))
                        .withListener((entry, done, total) ->
                                progress.add(entry.name() + " " + entry.outcome() + " " + done + "/" + total)));

        assertThat(progress).containsExactly("bad FAILED 1/3", "host-1 CREATED 2/3", "v-1 CREATED 3/3");
        assertThat(result.isSuccess()).isFalse();
        assertThat(result.failures()).extracting(Entry::name).containsExactly("bad");
        assertThat(result.failures().get(0).failure()).containsInstanceOf(InvalidClusterException.class);
        assertThat(result.entries().get(1).failure()).isEmpty();
        assertThat(skipped).containsOnly(true);
        assertThat(stored.list().all()).extracting(Cluster::name).containsExactly("host-1", "v-1");
    }

    @Test
    void savesStopAtTheFirstFailureIfConfigured() {
        BatchResult result =
                registry.saveAll(requests(), BatchOptions.defaults().withStopAtFirstFailure(true));

        assertThat(result.entries())
                .extracting(Entry::name, Entry::outcome)
                .containsExactly(
                        tuple("bad", Outcome.FAILED),
                        tuple("host-1", Outcome.NOT_TRIED),
                        tuple("v-1", Outcome.NOT_TRIED));
        assertThat(result.isSuccess()).isFalse();
        assertThat(stored.list().all()).isEmpty();
    }

    @Test
    void savesDoNotStopWithoutAFailure() {
        Map<String, ClusterRequest> requests = requests();
        requests.remove("bad");

        BatchResult result = registry.saveAll(requests, BatchOptions.defaults().withStopAtFirstFailure(true));

        assertThat(result.isSuccess()).isTrue();
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void deletesTakeVirtualClustersFirst() {
        Map<String, ClusterRequest> requests = requests();
        requests.remove("bad");
        registry.saveAll(requests, BatchOptions.defaults());

        BatchResult result = registry.deleteAll(List.of("host-1", "nobody", "v-1", "host-1"), BatchOptions.defaults());

        assertThat(result.entries())
                .extracting(Entry::name, Entry::outcome)
                .containsExactly(
                        tuple("v-1", Outcome.DELETED),
                        tuple("host-1", Outcome.DELETED),
                        tuple("nobody", Outcome.NOT_REGISTERED));
        assertThat(result.isSuccess()).isTrue();
    }
}
