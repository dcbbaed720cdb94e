package io.nautes.cluster.client;

import static io.nautes.cluster.client.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.BatchResult.Outcome;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.model.ClusterRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches, which follow the dependencies between clusters. */
@ParameterizedClass
@EnumSource
class BatchTest extends ClientTestCase {
    private static final int HOSTS = 100;
    private static final int VIRTUAL = 400;
    private static final String REFUSED = "{\"code\":500,\"reason\":\"\",\"message\":\"no such host\",\"metadata\":{}}";

    @Parameter
    private Way way;

    private final List<String> progress = new ArrayList<>();

    private BatchOptions recordingProgress() {
        return BatchOptions.defaults()
                .withListener((entry, done, total) ->
                        progress.add(done + "/" + total + " " + entry.name() + " " + entry.outcome()));
    }

    private static ClusterRequest virtual(String host) {
        return ClusterRequest.virtualPipelineRuntime("https://192.0.2.1:31000", host)
                .build();
    }

    /** Returns requests with virtual clusters before their hosts, so that the batch must reorder them. */
    private static Map<String, ClusterRequest> fiveHundred() {
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        IntStream.range(0, VIRTUAL).forEach(i -> requests.put("v-" + i, virtual("host-" + i % HOSTS)));
        IntStream.range(0, HOSTS).forEach(i -> requests.put("host-" + i, HOST));
        return requests;
    }

    /** Returns an action that refuses changes of one cluster. */
    private static ScriptedServer.Action refusing(String name) {
        return (out, connection, request) -> {
            boolean refused = request.contains(" /api/v1/clusters/" + name + "?");
            json(refused ? 500 : 200, refused ? REFUSED : DONE).answer(out, connection, request);
        };
    }

    private static List<String> changed(ScriptedServer server) {
        return server.requests().stream()
                .filter(request -> !request.startsWith("GET "))
                .map(request -> request.replaceFirst("(?s)^\\w+ /api/v1/clusters/([^?]+)\\?.*", "$1"))
                .toList();
    }

    private static List<String> names(String first, int firsts, String second, int seconds) {
        List<String> names = new ArrayList<>();
        IntStream.range(0, firsts).forEach(i -> names.add(first + i));
        IntStream.range(0, seconds).forEach(i -> names.add(second + i));
        return names;
    }

    @Test
    void batchSavesHostsFirstAndContinuesAfterAFailure() {
        ScriptedServer server = server(refusing("v-7"));

        BatchResult result = way.of(client(server)).saveAll(fiveHundred(), recordingProgress());

        List<String> order = names("host-", HOSTS, "v-", VIRTUAL);
        assertThat(changed(server)).isEqualTo(order);
        assertThat(result.entries()).extracting(BatchResult.Entry::name).isEqualTo(order);
        assertThat(result.failures()).singleElement().satisfies(entry -> {
            assertThat(entry.name()).isEqualTo("v-7");
            assertThat(entry.failure().orElseThrow())
                    .hasMessageContaining("no such host")
                    .isInstanceOf(ServerReplyException.class);
        });
        assertThat(outcomes(result)).isEqualTo(Map.of(Outcome.SAVED, 499L, Outcome.FAILED, 1L));
        assertThat(progress)
                .isEqualTo(IntStream.range(0, 500)
                        .mapToObj(i -> (i + 1) + "/500 " + order.get(i) + (i == HOSTS + 7 ? " FAILED" : " SAVED"))
                        .toList());
    }

    private static Map<Outcome, Long> outcomes(BatchResult result) {
        return result.entries().stream()
                .collect(Collectors.groupingBy(BatchResult.Entry::outcome, Collectors.counting()));
    }

    @Test
    void batchStopsAtTheFirstFailureIfConfigured() {
        ScriptedServer server = server(refusing("host-5"));

        BatchResult result = way.of(client(server))
                .saveAll(fiveHundred(), recordingProgress().withStopAtFirstFailure(true));

        assertThat(changed(server)).isEqualTo(names("host-", 6, "", 0));
        assertThat(outcomes(result)).isEqualTo(Map.of(Outcome.SAVED, 5L, Outcome.FAILED, 1L, Outcome.NOT_TRIED, 494L));
        assertThat(progress)
                .hasSize(500)
                .contains("6/500 host-5 FAILED", "7/500 host-6 NOT_TRIED", "500/500 v-399 NOT_TRIED");
    }

    @Test
    void batchDeletesVirtualClustersFirst() {
        String items =
                names("{\"name\":\"host-", HOSTS, "{\"cluster_type\":\"virtual\",\"name\":\"v-", VIRTUAL).stream()
                        .map(item -> item + "\"}")
                        .collect(Collectors.joining(",", "{\"items\":[", "]}"));
        ScriptedServer server = server(json(200, items), refusing("v-7"));

        BatchResult result =
                way.of(client(server)).deleteAll(names("host-", HOSTS, "v-", VIRTUAL), recordingProgress());

        assertThat(changed(server)).isEqualTo(names("v-", VIRTUAL, "host-", HOSTS));
        assertThat(outcomes(result)).isEqualTo(Map.of(Outcome.DELETED, 499L, Outcome.FAILED, 1L));
        assertThat(result.failures()).extracting(BatchResult.Entry::name).containsExactly("v-7");
        assertThat(progress).hasSize(500).startsWith("1/500 v-0 DELETED").endsWith("500/500 host-99 DELETED");
    }

    @Test
    void changesOfABatchAreSentOneAtATimeEvenIfChangesAreNotSerialized() {
        Semaphore one = new Semaphore(1);
        ScriptedServer server = server((out, connection, request) -> {
            boolean alone = one.tryAcquire();
            try {
                json(alone ? 200 : 500, alone ? DONE : REFUSED).answer(out, connection, request);
            } finally {
                if (alone) {
                    one.release();
                }
            }
        });
        NautesClient client = client(NautesClient.builder(server.uri()).serializeChanges(false));

        assertThat(way.of(client).saveAll(fiveHundred(), recordingProgress()).isSuccess())
                .isTrue();
    }

    @Test
    void eachNameIsDeletedOnce() {
        ScriptedServer server = server(json(200, "{\"items\":[]}"), json(200, DONE));

        BatchResult result = way.of(client(server))
                .deleteAll(
                        List.of("a", "b", "a"),
                        recordingProgress()
                                .withChangeOptions(ChangeOptions.defaults().withSkipChecks(true)));

        assertThat(result.entries()).extracting(BatchResult.Entry::name).containsExactly("a", "b");
        assertThat(server.requests().get(1)).startsWith("DELETE /api/v1/clusters/a?insecure_skip_check=true ");
    }

    @Test
    void batchOfDeletesFailsIfClustersCannotBeListed() {
        ScriptedServer server = server(json(500, REFUSED));

        assertThat(code(() -> way.of(client(server)).deleteAll(List.of("a"), recordingProgress())))
                .isEqualTo(FailureCode.INVALID);
        assertThat(progress).isEmpty();
    }

    @Test
    void thousandsOfRefusedRequestsDoNotOverflowTheStack() {
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        IntStream.range(0, 5000)
                .forEach(i -> requests.put("bad-" + i, ClusterRequest.builder().build()));

        BatchResult result = way.of(client(server(json(200, DONE)))).saveAll(requests, recordingProgress());

        assertThat(result.failures()).hasSize(5000);
        assertThat(progress).hasSize(5000);
    }

    @Test
    void canceledBatchEndsTheChangeInFlightAndStartsNoOther() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        ScriptedServer server = server((out, connection, request) -> {
            received.countDown();
            try {
                connection.getInputStream().read();
            } finally {
                gone.countDown();
                connection.close();
            }
        });
        CompletableFuture<BatchResult> batch = client(server).async().saveAll(fiveHundred(), recordingProgress());
        received.await();

        batch.cancel(true);

        gone.await();
        assertThat(server.requests()).hasSize(1);
        assertThat(progress).isEmpty();
    }
}
