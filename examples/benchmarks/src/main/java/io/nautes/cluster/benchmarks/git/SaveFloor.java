package io.nautes.cluster.benchmarks.git;

import static io.nautes.cluster.benchmarks.Figures.median;
import static io.nautes.cluster.benchmarks.Figures.millis;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nautes.cluster.benchmarks.Figures;
import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.core.ClusterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A benchmark of a save against its floor: the requests that such a save sends, recorded before and sent again to a copy of the
 * repository by a client that does nothing else.
 */
final class SaveFloor implements AutoCloseable {
    private static final int CLUSTERS = 1_000;
    private static final int WARM_UP = 5;
    private static final double GOAL = 1.5;
    private static final Set<String> SET_BY_THE_CLIENT = Set.of("host", "content-length", "connection", "user-agent");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer proxy;
    private final URI target;
    private List<Recorded> recorded = new ArrayList<>();

    private SaveFloor(URI target) throws IOException {
        this.target = target;
        this.proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", this::forward);
        proxy.start();
    }

    /** A request of the recorded saves, which can be sent to another repository. */
    private interface Recorded {
        HttpRequest to(String repository);
    }

    /** Reads a request whose path begins with that of the recorded repository. */
    private Recorded recorded(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path =
                exchange.getRequestURI().toString().substring(target.getPath().length());
        Map<String, List<String>> headers = Map.copyOf(exchange.getRequestHeaders());
        byte[] body = exchange.getRequestBody().readAllBytes();
        return repository -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(repository + path))
                    .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
            headers.forEach((name, values) -> {
                if (!SET_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            return request.build();
        };
    }

    /** Runs the benchmark. */
    static void run(GitRepositories repositories, int rounds) throws Exception {
        String ours = repositories.seeded("floor-ours", CLUSTERS);
        String replayed = repositories.copy("floor-ours", "floor-replayed");
        String source = repositories.copy("floor-ours", "floor-recorded");
        List<List<Recorded>> saves;
        try (SaveFloor recorder = new SaveFloor(URI.create(source))) {
            saves = recorder.record(WARM_UP + rounds);
        }
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<Double> our = new ArrayList<>();
        List<Double> floor = new ArrayList<>();
        try (ClusterRegistry registry = GitRepositories.openRegistry(ours)) {
            registry.list();
            for (int round = 0; round < saves.size(); round++) {
                int number = CLUSTERS + round;
                List<HttpRequest> requests = saves.get(round).stream()
                        .map(request -> request.to(replayed))
                        .toList();
                our.add(millis(() -> registry.save(Fixture.name(number), Fixture.request(number))));
                floor.add(millis(() -> send(http, requests)));
            }
        }
        try (ClusterRegistry registry = GitRepositories.openRegistry(replayed)) {
            GitSaves.requireClusters(registry, CLUSTERS + saves.size());
        }
        Figures.print(
                "one save, N=1,000, ms: the same bytes replayed", median(our, WARM_UP), median(floor, WARM_UP), GOAL);
    }

    private static void send(HttpClient http, List<HttpRequest> requests) throws IOException, InterruptedException {
        for (HttpRequest request : requests) {
            HttpResponse<byte[]> reply = http.send(request, BodyHandlers.ofByteArray());
            if (reply.statusCode() != 200) {
                throw new IOException(request + ": status " + reply.statusCode());
            }
        }
    }

    private List<List<Recorded>> record(int saves) {
        List<List<Recorded>> all = new ArrayList<>();
        String url = "http://127.0.0.1:" + proxy.getAddress().getPort() + target.getPath();
        try (ClusterRegistry registry = GitRepositories.openRegistry(url)) {
            registry.list();
            for (int save = 0; save < saves; save++) {
                recorded = new ArrayList<>();
                registry.save(Fixture.name(CLUSTERS + save), Fixture.request(CLUSTERS + save));
                all.add(recorded);
            }
        }
        return all;
    }

    private void forward(HttpExchange exchange) throws IOException {
        Recorded request = recorded(exchange);
        recorded.add(request);
        try {
            HttpResponse<byte[]> reply = http.send(request.to(target.toString()), BodyHandlers.ofByteArray());
            reply.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(reply.statusCode(), reply.body().length == 0 ? -1 : reply.body().length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(reply.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        proxy.stop(0);
    }
}
