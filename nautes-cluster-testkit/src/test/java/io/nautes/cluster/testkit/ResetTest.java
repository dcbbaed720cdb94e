package io.nautes.cluster.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that end after the request was read: a read is retried, a change is not. */
class ResetTest {
    private static final ClusterRequest HOST =
            ClusterRequest.host("https://192.0.2.1:6443", Kubeconfig.of("""
                            clusters: [{name: c, cluster: {server: "https://192.0.2.1:6443"}}]
                            users: [{name: u, user: {token: t}}]
                            contexts: [{name: x, context: {cluster: c, user: u}}]
                            current-context: x
                            """)).build();

    private final NautesServer embedded = NautesServer.start();
    private final List<String> plainRequests = new CopyOnWriteArrayList<>();
    private final HttpServer plain = startPlain();
    private final NautesClient toEmbedded = client(embedded.uri(), embedded.token());
    private final NautesClient toPlain =
            client(URI.create("http://127.0.0.1:" + plain.getAddress().getPort()), AccessToken.of("t"));

    /** The synchronous and the asynchronous client. */
    enum Way {
        WAITING {
            @Override
            void save(NautesClient client) {
                client.save("host-1", HOST);
            }

            @Override
            void delete(NautesClient client) {
                client.delete("host-1");
            }

            @Override
            boolean isEmpty(NautesClient client) {
                return client.list().all().isEmpty();
            }
        },
        ASYNC {
            @Override
            void save(NautesClient client) {
                join(client.async().save("host-1", HOST));
            }

            @Override
            void delete(NautesClient client) {
                join(client.async().delete("host-1"));
            }

            @Override
            boolean isEmpty(NautesClient client) {
                return join(client.async().list()).all().isEmpty();
            }
        };

        abstract void save(NautesClient client);

        abstract void delete(NautesClient client);

        abstract boolean isEmpty(NautesClient client);

        private static <T> T join(CompletableFuture<T> future) {
            try {
                return future.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : e;
            }
        }
    }

    private static NautesClient client(URI uri, AccessToken token) {
        return NautesClient.builder(uri).token(token).build();
    }

    /** Starts a server that reads each request, and answers all but the first. */
    private HttpServer startPlain() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                plainRequests.add(exchange.getRequestMethod());
                if (plainRequests.size() > 1) {
                    byte[] reply = "{\"items\":[],\"message\":\"done\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, reply.length);
                    exchange.getResponseBody().write(reply);
                }
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        toEmbedded.close();
        toPlain.close();
        embedded.close();
        plain.stop(0);
    }

    private List<String> embeddedRequests() {
        return embedded.requests().stream().map(RecordedRequest::method).toList();
    }

    @ParameterizedTest
    @EnumSource
    void saveIsSentOnce(Way way) {
        embedded.fail(Fault.resetAfterReading());

        assertThat(catchThrowableOfType(OutcomeUnknownException.class, () -> way.save(toEmbedded)))
                .isNotNull();
        assertThat(catchThrowableOfType(OutcomeUnknownException.class, () -> way.save(toPlain)))
                .isNotNull();

        assertThat(embeddedRequests()).containsExactly("POST");
        assertThat(plainRequests).containsExactly("POST");
        assertThat(embedded.registry().list().all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void deleteIsSentOnce(Way way) {
        embedded.fail(Fault.resetAfterReading());

        assertThat(catchThrowableOfType(OutcomeUnknownException.class, () -> way.delete(toEmbedded)))
                .isNotNull();
        assertThat(catchThrowableOfType(OutcomeUnknownException.class, () -> way.delete(toPlain)))
                .isNotNull();

        assertThat(embeddedRequests()).containsExactly("DELETE");
        assertThat(plainRequests).containsExactly("DELETE");
    }

    @ParameterizedTest
    @EnumSource
    void listIsSentAgain(Way way) {
        embedded.fail(Fault.resetAfterReading());

        assertThat(way.isEmpty(toEmbedded)).isTrue();
        assertThat(way.isEmpty(toPlain)).isTrue();

        assertThat(embeddedRequests()).containsExactly("GET", "GET");
        assertThat(plainRequests).containsExactly("GET", "GET");
    }
}
