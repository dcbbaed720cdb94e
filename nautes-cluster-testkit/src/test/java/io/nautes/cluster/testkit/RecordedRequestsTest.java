package io.nautes.cluster.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The requests that a server records. */
class RecordedRequestsTest {
    private final NautesServer server = NautesServer.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        server.close();
    }

    private static HttpRequest.Builder save(NautesServer server, String token) {
        return HttpRequest.newBuilder(URI.create(server.uri() + "/api/v1/clusters/host-1"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"kubeconfig\": \"hush-hush\"}"));
    }

    @Test
    void requestsAreRecordedWithoutPrintingSecrets() throws Exception {
        http.send(save(server, server.token().value()).build(), BodyHandlers.ofString());

        RecordedRequest request = server.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/api/v1/clusters/host-1");
        assertThat(request.body()).isEqualTo("{\"kubeconfig\": \"hush-hush\"}");
        assertThat(request.header("authorization"))
                .contains("Bearer " + server.token().value());
        assertThat(request.toString())
                .doesNotContain("hush")
                .doesNotContain(server.token().value());
    }

    @Test
    void recordedRequestsAreLimitedInMemory() {
        RequestLog log = new RequestLog(true);
        for (int i = 0; i < 100; i++) {
            log.add(new RecordedRequest("POST", "/" + i, Map.of(), new byte[1 << 20]));
        }

        assertThat(log.all()).hasSizeBetween(1, 16);
        assertThat(log.all().get(log.all().size() - 1).target()).isEqualTo("/99");
    }

    @Test
    void bodyIsNotRecordedIfTheTokenIsRefused() throws Exception {
        http.send(save(server, "wrong").build(), BodyHandlers.ofString());

        assertThat(server.requests())
                .hasSize(1)
                .allSatisfy(request -> assertThat(request.body()).isEmpty());
    }

    @Test
    void nothingIsRecordedIfRecordingIsOff() throws Exception {
        try (NautesServer quiet = NautesServer.builder().recordRequests(false).start()) {
            http.send(save(quiet, quiet.token().value()).build(), BodyHandlers.ofString());

            assertThat(quiet.requests()).isEmpty();
        }
    }
}
