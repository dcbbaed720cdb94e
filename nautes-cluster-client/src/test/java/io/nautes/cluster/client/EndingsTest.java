package io.nautes.cluster.client;

import static io.nautes.cluster.client.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.BatchResult.Outcome;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How calls end that are ended from our side: by closing, cancelling, interrupting, or by what depends on them. */
class EndingsTest {
    private final CountDownLatch received = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        threads.shutdownNow();
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    private ScriptedServer server(ScriptedServer.Action... actions) {
        ScriptedServer server = new ScriptedServer(actions);
        opened.add(server);
        return server;
    }

    private NautesClient client(ScriptedServer server) {
        NautesClient client =
                NautesClient.builder(server.uri()).token(AccessToken.of("t")).build();
        opened.add(client);
        return client;
    }

    /** Does not answer, and notes that it got a request and that the connection was closed. */
    private ScriptedServer.Action silent() {
        return (out, connection) -> {
            received.countDown();
            try {
                connection.getInputStream().read();
            } finally {
                gone.countDown();
                connection.close();
            }
        };
    }

    @Test
    void interruptEndsTheExchangeAndStaysSet() throws Exception {
        NautesClient client = client(server(silent()));
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<FailureCode> code = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            code.complete(
                    catchThrowableOfType(RegistryException.class, client::list).code());
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        received.await();

        caller.interrupt();

        assertThat(code.join()).isEqualTo(FailureCode.CANCELLED);
        assertThat(interrupted.join()).isTrue();
        gone.await();
    }

    @Test
    void timeoutOfTheCallerEndsTheExchange() throws Exception {
        NautesClient client = client(server(silent()));
        CompletableFuture<List<Cluster>> future = client.async().list();
        received.await();

        future.completeExceptionally(new TimeoutException("enough"));

        gone.await();
    }

    @Test
    void whatDependsOnAChangeMayMakeTheNextOne() throws Exception {
        NautesClient client = client(server(json(200, "{}")));

        CompletableFuture<DeleteResult> chain =
                client.async().delete("host-1").thenApply(first -> client.delete("host-2"));

        assertThat(chain.get(20, TimeUnit.SECONDS).deleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void changesThatWaitForTheirTurnEndWhenTheClientIsClosed(Way way) throws Exception {
        ScriptedServer server = server(silent());
        NautesClient client = client(server);
        List<Future<RegistryException>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "host-" + i;
            calls.add(threads.submit(() -> catchThrowableOfType(
                    RegistryException.class, () -> way.of(client).delete(name))));
        }
        received.await();

        client.close();

        for (Future<RegistryException> call : calls) {
            assertThat(call.get(2, TimeUnit.SECONDS).code()).isEqualTo(FailureCode.CANCELLED);
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void thousandsInTheQueueEndWithoutADeepStack() throws Exception {
        NautesClient client = client(server(silent()));
        List<CompletableFuture<DeleteResult>> calls = IntStream.range(0, 5000)
                .mapToObj(i -> client.async().delete("host-" + i))
                .toList();
        received.await();

        client.close();

        for (CompletableFuture<DeleteResult> call : calls) {
            assertThat(catchThrowableOfType(CompletionException.class, call::join))
                    .cause()
                    .isInstanceOfSatisfying(
                            RegistryException.class,
                            failure -> assertThat(failure.code()).isEqualTo(FailureCode.CANCELLED));
        }
    }

    @Test
    void closedClientLeavesNoThreadBeforeTheCollectorRuns() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        ScriptedServer server = server(json(200, "{\"items\":[]}"));
        for (int i = 0; i < 10; i++) {
            try (NautesClient client = client(server)) {
                client.list();
                client.async().list().join();
            }
        }

        Set<Thread> left = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().startsWith("nautes-client-")
                        || thread.getName().contains("SelectorManager"))
                .collect(Collectors.toSet());
        for (Thread thread : left) {
            thread.join(5000);
        }
        assertThat(left).noneMatch(Thread::isAlive);
    }

    @Test
    void givenExecutorIsUsedAndNotShutDown() {
        NautesClient client = NautesClient.builder(
                        server(json(200, "{\"items\":[]}")).uri())
                .token(AccessToken.of("t"))
                .executor(threads)
                .build();

        assertThat(client.list()).isEmpty();
        client.close();

        assertThat(threads.isShutdown()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void batchStopsAtTheFirstFailureIfTold(Way way) {
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        requests.put("v-1", virtual());
        requests.put("bad", ClusterRequest.builder().build());
        requests.put("v-2", virtual());
        NautesClient client = client(server(json(200, "{}")));

        BatchResult result =
                way.of(client).saveAll(requests, BatchOptions.defaults().withStopAtFirstFailure(true));

        // What is not virtual comes first, even if it is nothing.
        assertThat(result.entries())
                .extracting(BatchResult.Entry::outcome)
                .containsExactly(Outcome.FAILED, Outcome.NOT_TRIED, Outcome.NOT_TRIED);
    }

    private static ClusterRequest virtual() {
        return ClusterRequest.virtualPipelineRuntime("https://192.0.2.1:31000", "host-1")
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void batchOfDeletesTakesVirtualClustersFirst(Way way) {
        ScriptedServer server = server(
                json(200, "{\"items\":[{\"name\":\"h\"},{\"name\":\"v\",\"cluster_type\":\"virtual\"}]}"),
                json(200, "{}"));

        BatchResult result = way.of(client(server)).deleteAll(List.of("h", "v", "h"), BatchOptions.defaults());

        assertThat(result.entries()).extracting(BatchResult.Entry::name).containsExactly("v", "h");
        assertThat(server.requests().get(1)).startsWith("DELETE /api/v1/clusters/v?");
    }

    @ParameterizedTest
    @EnumSource
    void longBatchOfRefusedRequestsNeedsNoDeepStack(Way way) {
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        for (int i = 0; i < 5000; i++) {
            requests.put("bad-" + i, ClusterRequest.builder().build());
        }

        BatchResult result = way.of(client(server(json(200, "{}")))).saveAll(requests, BatchOptions.defaults());

        assertThat(result.failures()).hasSize(5000);
    }

    @Test
    void cancelledBatchEndsTheChangeUnderWay() throws Exception {
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        requests.put("v-1", virtual());
        requests.put("v-2", virtual());
        ScriptedServer server = server(silent());
        CompletableFuture<BatchResult> batch = client(server).async().saveAll(requests, BatchOptions.defaults());
        received.await();

        batch.cancel(true);

        gone.await();
        assertThat(server.requests()).hasSize(1);
    }
}
