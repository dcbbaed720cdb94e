package io.nautes.cluster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.spi.KubeconfigEntry;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoredKubeconfig;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Verifies that a closing server answers the calls in flight, refuses new ones, and does not wait forever. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ShutdownTest {
    private static final int CALLS = 5;
    private static final String HOST = """
            {"api_server": "https://192.0.2.1:6443", "cluster_kind": "kubernetes", "cluster_type": "physical",
             "usage": "host", "kubeconfig": "clusters: [{name: c, cluster: {server: 'https://192.0.2.1:6443'}}]\\nusers: [{name: u, user: {token: hush-hush}}]\\ncontexts: [{name: x, context: {cluster: c, user: u}}]\\ncurrent-context: x"}
            """;

    private final CountDownLatch arrived = new CountDownLatch(CALLS);
    private final CountDownLatch released = new CountDownLatch(1);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void release() {
        released.countDown();
    }

    private void hold() {
        arrived.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns a builder of a server that blocks saves until they are released. */
    private ClusterApiServer.Builder slowServer() {
        KubeconfigStore kept = new InMemoryKubeconfigStore();
        KubeconfigStore slow = new KubeconfigStore() {
            @Override
            public Optional<StoredKubeconfig> read(String name) {
                hold();
                return kept.read(name);
            }

            @Override
            public Optional<String> compareAndSet(
                    String name, @Nullable String expectedVersion, KubeconfigEntry entry) {
                return kept.compareAndSet(name, expectedVersion, entry);
            }

            @Override
            public boolean compareAndDelete(String name, String expectedVersion) {
                return kept.compareAndDelete(name, expectedVersion);
            }
        };
        return ClusterApiServer.builder(StoreClusterRegistry.builder(new InMemoryClusterStore())
                .kubeconfigs(slow)
                .build());
    }

    private List<CompletableFuture<HttpResponse<String>>> saves(ClusterApiServer server) throws InterruptedException {
        List<CompletableFuture<HttpResponse<String>>> saves = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + "/api/v1/clusters/host-" + i))
                    .header("Authorization", "Bearer " + server.token().value())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(HOST))
                    .build();
            saves.add(http.sendAsync(request, BodyHandlers.ofString()));
        }
        arrived.await();
        return saves;
    }

    @Test
    void callsInFlightAreAnsweredAndNewOnesRefused() throws Exception {
        ClusterApiServer server = slowServer().start();
        List<CompletableFuture<HttpResponse<String>>> saves = saves(server);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        assertThatThrownBy(() -> {
                    while (true) {
                        new Socket(
                                        InetAddress.getLoopbackAddress(),
                                        server.uri().getPort())
                                .close();
                    }
                })
                .isInstanceOf(ConnectException.class);
        assertThat(closing).isNotDone();
        released.countDown();
        closing.get();

        for (CompletableFuture<HttpResponse<String>> save : saves) {
            assertThat(save.get().statusCode()).isEqualTo(200);
        }
        assertThat(server.registry().list().all()).hasSize(CALLS);
    }

    @Test
    void closingDoesNotWaitLongerThanTheTimeout() throws Exception {
        ClusterApiServer server =
                slowServer().shutdownTimeout(Duration.ofMillis(100)).start();
        List<CompletableFuture<HttpResponse<String>>> saves = saves(server);

        server.close();
        server.close();

        for (CompletableFuture<HttpResponse<String>> save : saves) {
            assertThatThrownBy(save::get).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void interruptEndsTheWaitAndTheStatusIsKept() throws Exception {
        ClusterApiServer server =
                slowServer().shutdownTimeout(Duration.ofSeconds(Long.MAX_VALUE)).start();
        saves(server);
        Thread.currentThread().interrupt();

        server.close();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closingAnIdleServerDoesNotWait() {
        ClusterApiServer server = ClusterApiServer.builder()
                .shutdownTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                .start();

        server.close();

        assertThatThrownBy(() -> new Socket(
                                InetAddress.getLoopbackAddress(), server.uri().getPort())
                        .close())
                .isInstanceOf(ConnectException.class);
    }
}
