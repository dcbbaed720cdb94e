package io.nautes.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AsyncNautesClientTest extends NautesClientContract {
    @Override
    ClusterRegistry via(NautesClient client) {
        return new Joined(client);
    }

    @Test
    void cancellingTheFutureEndsTheExchange() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer((out, connection) -> {
                    received.countDown();
                    // The client's end of the connection is closed: nothing more can be read.
                    if (connection.getInputStream().read() < 0) {
                        gone.countDown();
                    }
                    connection.close();
                });
                NautesClient client = NautesClient.builder(server.uri())
                        .token(AccessToken.of("t"))
                        .build()) {
            CompletableFuture<Optional<Cluster>> future = client.async().find("host-1");
            received.await();

            future.cancel(true);

            gone.await();
            assertThat(future).isCancelled();
        }
    }

    @Test
    void cancelledChangeLetsTheNextOneThrough() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(
                        (out, connection) -> {
                            received.countDown();
                            connection.getInputStream().read();
                            connection.close();
                        },
                        ScriptedServer.json(200, "{}"));
                NautesClient client = NautesClient.builder(server.uri())
                        .token(AccessToken.of("t"))
                        .build()) {
            CompletableFuture<DeleteResult> first = client.async().delete("host-1");
            CompletableFuture<DeleteResult> second = client.async().delete("host-2");
            CompletableFuture<DeleteResult> third = client.async().delete("host-3");
            received.await();

            second.cancel(true);
            first.cancel(true);

            assertThat(third.join().deleted()).isTrue();
            assertThat(server.requests()).hasSize(2);
        }
    }

    /** Waits, and throws what the future failed with. */
    static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RegistryException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Waits for each future, so that the same tests run on both ways. */
    record Joined(NautesClient client) implements ClusterRegistry {
        @Override
        public SaveResult save(String name, ClusterRequest request, ChangeOptions options) {
            return join(client.async().save(name, request, options));
        }

        @Override
        public Optional<Cluster> find(String name) {
            return join(client.async().find(name));
        }

        @Override
        public List<Cluster> list(ClusterFilter filter) {
            return join(client.async().list(filter));
        }

        @Override
        public DeleteResult delete(String name, ChangeOptions options) {
            return join(client.async().delete(name, options));
        }

        @Override
        public BatchResult saveAll(Map<String, ClusterRequest> requests, BatchOptions options) {
            return join(client.async().saveAll(requests, options));
        }

        @Override
        public BatchResult deleteAll(Collection<String> names, BatchOptions options) {
            return join(client.async().deleteAll(names, options));
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
