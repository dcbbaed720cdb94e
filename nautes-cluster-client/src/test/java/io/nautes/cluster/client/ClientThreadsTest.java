package io.nautes.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.AccessToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a client leaves behind: nothing. */
class ClientThreadsTest {
    private static Set<Thread> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("nautes-client-")
                        || thread.getName().startsWith("HttpClient-"))
                .collect(Collectors.toSet());
    }

    @Test
    void thousandClientsLeaveNoThread() {
        Set<Thread> before = clientThreads();

        for (int i = 0; i < 1000; i++) {
            NautesClient.builder("http://127.0.0.1:1")
                    .token(AccessToken.of("t"))
                    .build()
                    .close();
        }

        assertThat(clientThreads()).isSubsetOf(before);
    }

    @Test
    void clientsThatWereUsedLeaveNoThreadEither() throws Exception {
        Set<Thread> before = clientThreads();
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.json(200, "{\"items\":[]}"))) {
            for (int i = 0; i < 20; i++) {
                try (NautesClient client = NautesClient.builder(server.uri())
                        .token(AccessToken.of("t"))
                        .build()) {
                    assertThat(client.list()).isEmpty();
                }
            }
        }

        Set<Thread> left = clientThreads();
        left.removeAll(before);
        for (Thread thread : left) {
            // On Java 17 the last one ends when the collector has found that nobody refers to its client.
            while (thread.isAlive()) {
                System.gc();
                thread.join(100);
            }
        }
        assertThat(left).noneMatch(Thread::isAlive);
    }

    @Test
    void closingEndsSixtyFourCallsSoon() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        CountDownLatch received = new CountDownLatch(64);
        CountDownLatch end = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer((out, connection) -> {
            received.countDown();
            end.await();
        })) {
            NautesClient client = NautesClient.builder(server.uri())
                    .token(AccessToken.of("t"))
                    .build();
            List<Future<RegistryException>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String name = "host-" + i;
                boolean async = i % 2 == 0;
                calls.add(threads.submit(() -> catchThrowableOfType(RegistryException.class, () -> {
                    if (async) {
                        AsyncNautesClientTest.join(client.async().find(name));
                    } else {
                        client.find(name);
                    }
                })));
            }
            received.await();

            client.close();

            for (Future<RegistryException> call : calls) {
                assertThat(call.get(2, TimeUnit.SECONDS).code()).isEqualTo(FailureCode.CANCELLED);
            }
        } finally {
            end.countDown();
            threads.shutdownNow();
        }
    }
}
