package io.nautes.cluster.benchmarks.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.model.ApiMessage;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * A handwritten caller in the style of the {@code native} library of OpenAPI Generator, over this library's records. It uses
 * the JDK's client with its defaults, which offers HTTP/2 with each request. It reads bodies from a stream into a string and
 * then parses them with Jackson; asynchronous calls read strings directly. It is not the output of the generator.
 */
final class GeneratedStyleCaller implements HttpCaller {
    private final ClusterRequest request = Fixture.request();
    private final ObjectMapper mapper = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final HttpClient http = HttpClient.newBuilder().build();
    private final String base;

    GeneratedStyleCaller(URI server) {
        base = server.toString();
    }

    private HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder()
                .uri(URI.create(base + "/api/v1/clusters/" + Fixture.NAME + query))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + CannedServer.TOKEN.value());
    }

    private HttpRequest get() {
        return request("").method("GET", BodyPublishers.noBody()).build();
    }

    private HttpRequest post() {
        try {
            byte[] body = mapper.writeValueAsBytes(request);
            return request("?insecure_skip_check=false")
                    .header("Content-Type", "application/json")
                    .method("POST", BodyPublishers.ofByteArray(body))
                    .build();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T send(HttpRequest outgoing, TypeReference<T> type) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(outgoing, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            check(response.statusCode());
            return mapper.readValue(new String(body.readAllBytes(), StandardCharsets.UTF_8), type);
        }
    }

    private <T> CompletableFuture<T> sendAsync(HttpRequest outgoing, TypeReference<T> type) {
        return http.sendAsync(outgoing, BodyHandlers.ofString()).thenCompose(response -> {
            try {
                check(response.statusCode());
                return CompletableFuture.completedFuture(mapper.readValue(response.body(), type));
            } catch (IOException e) {
                return CompletableFuture.failedFuture(e);
            }
        });
    }

    private static void check(int status) throws IOException {
        if (status / 100 != 2) {
            throw new IOException("status " + status);
        }
    }

    @Override
    public Cluster find() throws IOException, InterruptedException {
        return send(get(), new TypeReference<Cluster>() {});
    }

    @Override
    public ApiMessage save() throws IOException, InterruptedException {
        return send(post(), new TypeReference<ApiMessage>() {});
    }

    @Override
    public CompletableFuture<Cluster> findAsync() {
        return sendAsync(get(), new TypeReference<Cluster>() {});
    }

    @Override
    public CompletableFuture<ApiMessage> saveAsync() {
        return sendAsync(post(), new TypeReference<ApiMessage>() {});
    }

    @Override
    public void close() {
        // HttpClient cannot be closed in Java 17.
    }
}
