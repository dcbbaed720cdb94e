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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A caller with OkHttp and Jackson, with as many connections to one server as there are concurrent calls. */
final class OkHttpCaller implements HttpCaller {
    private static final MediaType JSON = MediaType.get("application/json");

    private final ClusterRequest request = Fixture.request();
    private final ObjectMapper mapper = new ObjectMapper();
    private final OkHttpClient http;
    private final String cluster;

    OkHttpCaller(URI server) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(HttpRoundTrips.AT_ONCE);
        dispatcher.setMaxRequestsPerHost(HttpRoundTrips.AT_ONCE);
        http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(HttpRoundTrips.AT_ONCE, 1, TimeUnit.MINUTES))
                .build();
        cluster = server + "/api/v1/clusters/" + Fixture.NAME;
    }

    private static Request.Builder request(String url) {
        return new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + CannedServer.TOKEN.value())
                .header("Accept", "application/json");
    }

    private Call get() {
        return http.newCall(request(cluster).build());
    }

    private Call post() {
        try {
            RequestBody body = RequestBody.create(mapper.writeValueAsBytes(request), JSON);
            return http.newCall(
                    request(cluster + "?insecure_skip_check=false").post(body).build());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T read(Response response, Class<T> type) throws IOException {
        try (response) {
            return mapper.readValue(response.body().bytes(), type);
        }
    }

    private <T> CompletableFuture<T> enqueue(Call call, Class<T> type) {
        CompletableFuture<T> result = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException failure) {
                result.completeExceptionally(failure);
            }

            @Override
            public void onResponse(Call answered, Response response) {
                try {
                    result.complete(read(response, type));
                } catch (IOException e) {
                    result.completeExceptionally(e);
                }
            }
        });
        return result;
    }

    @Override
    public Cluster find() throws IOException {
        return read(get().execute(), Cluster.class);
    }

    @Override
    public ApiMessage save() throws IOException {
        return read(post().execute(), ApiMessage.class);
    }

    @Override
    public CompletableFuture<Cluster> findAsync() {
        return enqueue(get(), Cluster.class);
    }

    @Override
    public CompletableFuture<ApiMessage> saveAsync() {
        return enqueue(post(), ApiMessage.class);
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
