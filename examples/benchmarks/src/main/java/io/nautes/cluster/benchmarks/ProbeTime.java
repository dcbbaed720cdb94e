package io.nautes.cluster.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.nautes.cluster.fixtures.SelfSigned;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.preflight.ClusterProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A benchmark of a preflight against an API server over TLS that answers one request slowly. The peer is that request alone,
 * sent by a new {@link HttpClient}. Run it with {@code java -cp benchmarks.jar io.nautes.cluster.benchmarks.ProbeTime}; it
 * takes two minutes.
 */
public final class ProbeTime {
    private static final String SLOW = "/api/v1/namespaces";
    private static final int ROUNDS = 11;
    private static final Map<String, String> REPLIES = Map.of(
            "/version",
            "{\"gitVersion\":\"v1.20.2\"}",
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            "{\"kind\":\"SelfSubjectAccessReview\",\"status\":{\"allowed\":true}}");
    private static final String EMPTY_LIST = "{\"kind\":\"List\",\"items\":[]}";

    private ProbeTime() {}

    /**
     * Prints the ratios.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Path folder = Files.createTempDirectory("probe-time");
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            SelfSigned identity = SelfSigned.of(folder, "ip:127.0.0.1");
            for (int slowest : List.of(500, 1_000, 2_000)) {
                HttpsServer server = server(identity, slowest, threads);
                try {
                    compare(identity, "https://127.0.0.1:" + server.getAddress().getPort(), slowest);
                } finally {
                    server.stop(0);
                }
            }
        } finally {
            threads.shutdownNow();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static HttpsServer server(SelfSigned identity, int slowest, ExecutorService threads)
            throws IOException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setHttpsConfigurator(new HttpsConfigurator(identity.serverContext()));
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, slowest));
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, int slowest) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            exchange.getRequestBody().readAllBytes();
            if (path.equals(SLOW)) {
                Thread.sleep(slowest);
            }
            byte[] body = REPLIES.getOrDefault(path, EMPTY_LIST).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void compare(SelfSigned identity, String url, int slowest) throws Exception {
        Kubeconfig kubeconfig = Kubeconfig.of("""
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "%s", certificate-authority-data: %s}}]
                users: [{name: u, user: {token: benchmark}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """.formatted(
                        url, Base64.getEncoder().encodeToString(identity.pem().getBytes(StandardCharsets.US_ASCII))));
        ClusterProbe probe = ClusterProbe.builder().build();
        List<Double> ratios = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        for (int round = -1; round < ROUNDS; round++) {
            long start = System.nanoTime();
            HttpClient client =
                    HttpClient.newBuilder().sslContext(identity.clientContext()).build();
            client.send(HttpRequest.newBuilder(URI.create(url + SLOW)).build(), BodyHandlers.ofString());
            long alone = System.nanoTime();
            probe.check(Fixture.NAME, Fixture.request(), kubeconfig);
            long end = System.nanoTime();
            // The first round is a warm-up.
            if (round >= 0) {
                ratios.add((double) (end - alone) / (alone - start));
                times.add((end - alone) / 1e6);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "slowest answer %d ms: the whole preflight %.0f ms, ratio to that question alone %.2f (goal 1.10)%n",
                slowest,
                Figures.median(times),
                Figures.median(ratios));
    }
}
