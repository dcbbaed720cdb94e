package io.nautes.cluster.client;

import static io.nautes.cluster.client.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nautes.cluster.core.ClusterList;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that the client or the caller ends by closing, canceling or interrupting, and actions that depend on calls. */
class EndingsTest extends ClientTestCase {
    private final CountDownLatch received = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** Returns an action that sends no reply and records the request and the end of the connection. */
    private ScriptedServer.Action silent() {
        return (out, connection, request) -> {
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
    void interruptEndsTheExchangeAndTheFlagStaysSet() throws Exception {
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

    @ParameterizedTest
    @EnumSource
    void interruptOrCloseAfterAChangeWasSentLeavesItsOutcomeUnknown(Way way) throws Exception {
        NautesClient client = client(server(silent()));
        CompletableFuture<RegistryException> failed = new CompletableFuture<>();
        Thread caller =
                new Thread(() -> failed.complete(failure(() -> way.of(client).save("host-1", HOST))));
        caller.start();
        received.await();

        if (way == Way.BLOCKING) {
            caller.interrupt();
        } else {
            client.close();
        }

        assertThat(failed.get(20, TimeUnit.SECONDS))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("read the cluster before trying again");
        gone.await();
    }

    @Test
    void cancelingTheFutureEndsTheExchange() throws Exception {
        NautesClient client = client(server(silent()));
        CompletableFuture<Optional<Cluster>> future = client.async().find("host-1");
        received.await();

        future.cancel(true);

        gone.await();
        assertThat(future).isCancelled();
    }

    @Test
    void completingTheFutureEndsTheExchange() throws Exception {
        NautesClient client = client(server(silent()));
        CompletableFuture<Optional<Cluster>> future = client.async().find("host-1");
        received.await();

        future.complete(Optional.empty());

        gone.await();
    }

    @Test
    void nextChangeIsSentAfterAChangeIsCanceled() throws Exception {
        ScriptedServer server = server(silent(), json(200, DONE));
        NautesClient client = client(server);
        CompletableFuture<DeleteResult> first = client.async().delete("host-1");
        CompletableFuture<DeleteResult> second = client.async().delete("host-2");
        CompletableFuture<DeleteResult> third = client.async().delete("host-3");
        received.await();

        second.cancel(true);
        first.cancel(true);

        assertThat(third.join().deleted()).isTrue();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void nothingIsSentIfTheThreadIsInterrupted() {
        ScriptedServer server = server(json(200, DONE));
        NautesClient client = client(server);
        Thread.currentThread().interrupt();

        RegistryException failure = failure(() -> client.save("host-1", HOST));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.code()).isEqualTo(FailureCode.CANCELLED);
        assertThat(failure).hasMessageContaining("nothing was changed");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void timeoutOfTheCallerEndsTheExchange() throws Exception {
        NautesClient client = client(server(silent()));
        CompletableFuture<ClusterList> future = client.async().list();
        received.await();

        future.completeExceptionally(new TimeoutException("enough"));

        gone.await();
    }

    @Test
    void dependentActionThatBlocksDoesNotDelayOtherCalls() throws Exception {
        NautesClient client = client(server(json(200, "{\"items\":[]}")));
        CountDownLatch blocked = new CountDownLatch(8);
        CountDownLatch end = new CountDownLatch(1);
        List<CompletableFuture<Void>> dependents = IntStream.range(0, 8)
                .mapToObj(i -> client.async().list().thenAccept(clusters -> {
                    blocked.countDown();
                    awaitQuietly(end);
                }))
                .toList();
        blocked.await();

        assertThat(client.list().all()).isEmpty();
        assertThat(client.async().list().get(20, TimeUnit.SECONDS).all()).isEmpty();

        end.countDown();
        CompletableFuture.allOf(dependents.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void hundredsOfAsynchronousCallsCanBeInFlight() throws Exception {
        int calls = 300;
        CountDownLatch all = new CountDownLatch(calls);
        ScriptedServer server = server();
        server.script((out, connection, request) -> {
            all.countDown();
            awaitQuietly(all);
            json(200, "{\"items\":[]}").answer(out, connection, request);
        });
        NautesClient client = client(server);

        List<CompletableFuture<ClusterList>> lists =
                IntStream.range(0, calls).mapToObj(i -> client.async().list()).toList();

        for (CompletableFuture<ClusterList> list : lists) {
            assertThat(list.get(30, TimeUnit.SECONDS).all()).isEmpty();
        }
    }

    @Test
    void cancellingHundredsOfCallsEndsEachExchange() throws Exception {
        int calls = 150;
        CountDownLatch arrived = new CountDownLatch(calls);
        CountDownLatch left = new CountDownLatch(calls);
        ScriptedServer server = server();
        server.script((out, connection, request) -> {
            arrived.countDown();
            try {
                connection.getInputStream().read();
            } finally {
                left.countDown();
                connection.close();
            }
        });
        NautesClient client = client(server);
        List<CompletableFuture<ClusterList>> lists =
                IntStream.range(0, calls).mapToObj(i -> client.async().list()).toList();
        arrived.await();

        lists.forEach(list -> list.cancel(true));

        left.await();
    }

    @Test
    void asynchronousCallDoesNotWaitForAToken() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        NautesClient client =
                closing(NautesClient.builder(server(json(200, "{\"items\":[]}")).uri())
                        .tokenSource(() -> {
                            asked.countDown();
                            awaitQuietly(end);
                            return AccessToken.of(TOKEN);
                        })
                        .build());

        CompletableFuture<ClusterList> future = client.async().list();
        asked.await();

        assertThat(future).isNotDone();
        end.countDown();
        assertThat(future.get(20, TimeUnit.SECONDS).all()).isEmpty();
    }

    @Test
    void dependentActionOfAChangeCanMakeTheNextChange() throws Exception {
        NautesClient client = client(server(json(200, DONE)));

        CompletableFuture<DeleteResult> chain =
                client.async().delete("host-1").thenApply(first -> client.delete("host-2"));

        assertThat(chain.get(20, TimeUnit.SECONDS).deleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void closingTheClientEndsQueuedChanges(Way way) throws Exception {
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

        List<FailureCode> codes = new ArrayList<>();
        for (Future<RegistryException> call : calls) {
            codes.add(call.get(20, TimeUnit.SECONDS).code());
        }
        assertThat(codes).containsOnlyOnce(FailureCode.OUTCOME_UNKNOWN);
        assertThat(codes).filteredOn(FailureCode.CANCELLED::equals).hasSize(7);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void thousandsOfQueuedChangesEndWithinTwoSeconds() throws Exception {
        ScriptedServer server = server(silent());
        NautesClient client = client(server);
        List<CompletableFuture<DeleteResult>> calls = IntStream.range(0, 5000)
                .mapToObj(i -> client.async().delete("host-" + i))
                .toList();
        received.await();

        client.close();

        assertThat(CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)))
                .failsWithin(Duration.ofSeconds(2));
        assertThat(code(() -> Way.join(calls.get(0)))).isEqualTo(FailureCode.OUTCOME_UNKNOWN);
        assertThat(calls.subList(1, calls.size()))
                .allSatisfy(call -> assertThat(code(() -> Way.join(call))).isEqualTo(FailureCode.CANCELLED));
        assertThat(server.requests()).hasSize(1);
    }
}
