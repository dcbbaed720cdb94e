package io.nautes.cluster.client;

import static io.nautes.cluster.client.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.AccessToken;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Closing a client: its own threads end, and custom executors and HTTP clients stay open. */
class ClientThreadsTest extends ClientTestCase {
    private static final String EMPTY_LIST = "{\"items\":[]}";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Thread> before = clientThreads();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private static Set<Thread> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("nautes-client-")
                        || thread.getName().startsWith("HttpClient-"))
                .collect(Collectors.toSet());
    }

    /** Asserts that the client's threads end soon, without a garbage collection. */
    private void assertNoThreadsAreLeft() throws InterruptedException {
        Set<Thread> left = clientThreads();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(10_000);
        }
        assertThat(left).noneMatch(Thread::isAlive);
    }

    private static NautesClient.Builder builder(String url) {
        return NautesClient.builder(url).token(AccessToken.of("t"));
    }

    @Test
    void unusedClientsLeaveNoThreads() throws Exception {
        for (int i = 0; i < 1000; i++) {
            builder("http://127.0.0.1:1").build().close();
        }

        assertNoThreadsAreLeft();
    }

    @Test
    void usedClientsLeaveNoThreads() throws Exception {
        ScriptedServer server = server(json(200, EMPTY_LIST));
        for (int i = 0; i < 1000; i++) {
            try (NautesClient client = builder(server.uri().toString()).build()) {
                assertThat(
                                i % 2 == 0
                                        ? client.list().all()
                                        : client.async().list().join().all())
                        .isEmpty();
            }
        }

        assertNoThreadsAreLeft();
    }

    @Test
    void clientThatCannotConnectLeavesNoThread() throws Exception {
        try (NautesClient client =
                builder("http://127.0.0.1:1").retryPolicy(RetryPolicy.none()).build()) {
            assertThat(code(client::list)).isEqualTo(FailureCode.UNREACHABLE);
        }

        assertNoThreadsAreLeft();
    }

    @Test
    void closingEndsSixtyFourCallsWithinTwoSeconds() throws Exception {
        CountDownLatch received = new CountDownLatch(64);
        ScriptedServer server = server();
        server.script((out, connection, request) -> {
            received.countDown();
            server.silence().answer(out, connection, request);
        });
        NautesClient client = client(server);
        List<Future<RegistryException>> calls = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String name = "host-" + i;
            Way way = i % 2 == 0 ? Way.ASYNC : Way.BLOCKING;
            calls.add(threads.submit(() -> catchThrowableOfType(
                    RegistryException.class, () -> way.of(client).find(name))));
        }
        received.await();

        client.close();

        for (Future<RegistryException> call : calls) {
            assertThat(call.get(2, TimeUnit.SECONDS).code()).isEqualTo(FailureCode.CANCELLED);
        }
        assertNoThreadsAreLeft();
    }

    @Test
    void asynchronousCallsUseVirtualThreadsSinceJava24() throws Exception {
        CountDownLatch attached = new CountDownLatch(1);
        ScriptedServer server = server();
        server.script((out, connection, request) -> {
            try {
                attached.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            json(200, EMPTY_LIST).answer(out, connection, request);
        });
        NautesClient client = client(server);

        CompletableFuture<String> thread =
                client.async().list().thenApply(list -> Thread.currentThread().getName());
        attached.countDown();

        assertThat(thread.get(20, TimeUnit.SECONDS))
                .matches(
                        Runtime.version().feature() >= 24 ? "nautes-client-\\d+-call-\\d+" : "nautes-client-\\d+-\\d+");
    }

    @Test
    void customExecutorIsUsedAndNotShutDown() {
        List<String> names = new ArrayList<>();
        NautesClient client =
                client(NautesClient.builder(server(json(200, EMPTY_LIST)).uri())
                        .executor(task -> threads.execute(() -> {
                            synchronized (names) {
                                names.add(Thread.currentThread().getName());
                            }
                            task.run();
                        })));

        assertThat(client.list().all()).isEmpty();
        client.close();

        assertThat(names).isNotEmpty().noneMatch(name -> name.startsWith("nautes-client-"));
        assertThat(threads.isShutdown()).isFalse();
    }

    @Test
    void customHttpClientStaysOpen() {
        ScriptedServer server = server(json(200, EMPTY_LIST));
        HttpClient given =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        NautesClient first = client(NautesClient.builder(server.uri()).httpClient(given));
        first.list();

        first.close();

        assertThat(client(NautesClient.builder(server.uri()).httpClient(given))
                        .list()
                        .all())
                .isEmpty();
        assertThat(code(first::list)).isEqualTo(FailureCode.CANCELLED);
    }
}
