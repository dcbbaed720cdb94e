package io.nautes.cluster.benchmarks.http;

import com.sun.net.httpserver.HttpServer;
import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.benchmarks.JavaProcess;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.testkit.NautesServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * A server with canned replies of an API server. It runs in a separate process, so that its processor time is not counted as
 * the client's.
 */
public final class CannedServer implements AutoCloseable {
    static final AccessToken TOKEN = AccessToken.of("benchmark");

    private final Process process;
    private final URI uri;

    private CannedServer(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    static CannedServer start() throws IOException {
        Process process = JavaProcess.start(
                List.of(
                        // Without this, the JDK's server replies 40 ms late over a loopback connection.
                        "-Dsun.net.httpserver.nodelay=true",
                        // Otherwise it closes connections that are in use by callers that cannot resend a change.
                        "-Dsun.net.httpserver.maxIdleConnections=1000",
                        "-Dsun.net.httpserver.idleInterval=3600"),
                CannedServer.class);
        return new CannedServer(process, URI.create(JavaProcess.firstLine(process)));
    }

    URI uri() {
        return uri;
    }

    /** Ends the process. */
    @Override
    public void close() {
        process.destroy();
    }

    /**
     * Prints the server's address and serves until its input ends.
     *
     * @param arguments none
     * @throws IOException if no port can be listened on
     * @throws InterruptedException if interrupted while the replies are made
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        byte[] cluster;
        byte[] message = "{\"message\":\"success\"}".getBytes(StandardCharsets.UTF_8);
        try (NautesServer server = NautesServer.start()) {
            ClusterRegistry registry = server.registry();
            registry.save(Fixture.NAME, Fixture.request());
            HttpRequest get = HttpRequest.newBuilder(server.uri().resolve("/api/v1/clusters/" + Fixture.NAME))
                    .header("Authorization", "Bearer " + server.token().value())
                    .build();
            cluster = HttpClient.newHttpClient()
                    .send(get, BodyHandlers.ofByteArray())
                    .body();
        }
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        http.setExecutor(Executors.newCachedThreadPool());
        http.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] reply = exchange.getRequestMethod().equals("GET") ? cluster : message;
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        http.start();
        System.out.println("http://127.0.0.1:" + http.getAddress().getPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        http.stop(0);
        System.exit(0);
    }
}
