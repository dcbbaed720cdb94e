package io.nautes.cluster.benchmarks.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.model.ApiMessage;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** A minimal handwritten caller with the JDK's HTTP client and Jackson, without checks, limits or deadlines. */
final class BareCaller implements HttpCaller {
    private final ClusterRequest request = Fixture.request();
    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI cluster;
    private final URI save;

    BareCaller(URI server) {
        cluster = URI.create(server + "/api/v1/clusters/" + Fixture.NAME);
        save = URI.create(cluster + "?insecure_skip_check=false");
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + CannedServer.TOKEN.value())
                .header("Accept", "application/json");
    }

    private HttpRequest get() {
        return request(cluster).build();
    }

    private HttpRequest post() {
        try {
            return request(save)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(mapper.writeValueAsBytes(request)))
                    .build();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T read(HttpResponse<byte[]> response, Class<T> type) {
        try {
            return mapper.readValue(response.body(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Cluster find() throws IOException, InterruptedException {
        return read(http.send(get(), BodyHandlers.ofByteArray()), Cluster.class);
    }

    @Override
    public ApiMessage save() throws IOException, InterruptedException {
        return read(http.send(post(), BodyHandlers.ofByteArray()), ApiMessage.class);
    }

    @Override
    public CompletableFuture<Cluster> findAsync() {
        return http.sendAsync(get(), BodyHandlers.ofByteArray()).thenApply(response -> read(response, Cluster.class));
    }

    @Override
    public CompletableFuture<ApiMessage> saveAsync() {
        return http.sendAsync(post(), BodyHandlers.ofByteArray())
                .thenApply(response -> read(response, ApiMessage.class));
    }

    @Override
    public void close() {
        // HttpClient cannot be closed in Java 17.
    }
}
