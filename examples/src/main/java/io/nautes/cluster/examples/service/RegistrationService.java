package io.nautes.cluster.examples.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ParsedRequest;
import io.nautes.cluster.model.error.MalformedDocumentException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP service for {@code PUT}, {@code GET} and {@code DELETE} of {@code /clusters/NAME} on the loopback interface. The
 * body of a PUT is a request in the API's JSON form. The service reports all errors of a request at once, in the language of
 * {@code Accept-Language}, before it sends anything to Nautes.
 */
public final class RegistrationService implements AutoCloseable {
    private static final String PREFIX = "/clusters/";
    private static final int MAX_BODY = 1024 * 1024;

    private final ClusterRegistry registry;
    private final ClusterEvaluator evaluator;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    /**
     * Starts a service.
     *
     * @param registry the registry, which the caller closes
     * @param port the port; 0 for a free one
     * @throws IOException if the port is in use
     */
    public RegistrationService(ClusterRegistry registry, int port) throws IOException {
        this.registry = registry;
        this.evaluator = ClusterEvaluator.builder().clock(Clock.systemUTC()).build();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext(PREFIX, this::handle);
        server.start();
    }

    /**
     * Runs a service for the API server {@code NAUTES_API_SERVER} with the token {@code NAUTES_TOKEN} until it is
     * interrupted.
     *
     * @param arguments the port; by default 8080
     * @throws IOException if the port is in use
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String url = System.getenv("NAUTES_API_SERVER");
        String token = System.getenv("NAUTES_TOKEN");
        PrintStream out = System.out;
        if (url == null || token == null) {
            out.println("set NAUTES_API_SERVER and NAUTES_TOKEN");
            return;
        }
        int port = arguments.length == 0 ? 8080 : Integer.parseInt(arguments[0]);
        try (ClusterRegistry registry =
                        NautesClient.builder(url).token(AccessToken.of(token)).build();
                RegistrationService service = new RegistrationService(registry, port)) {
            out.println("listening on " + service.uri());
            Thread.currentThread().join();
        }
    }

    /**
     * Returns the URL of the service.
     *
     * @return such as {@code http://127.0.0.1:8080}
     */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Locale language = language(exchange);
            try {
                answer(exchange, language);
            } catch (MalformedDocumentException e) {
                send(
                        exchange,
                        Problem.of(400, "malformed", "The body is not a JSON object", String.valueOf(e.getMessage())));
            } catch (RegistryException e) {
                send(exchange, Problem.of(e, language));
            }
        }
    }

    private static Locale language(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Accept-Language");
        return header != null && header.startsWith("zh") ? Locale.CHINESE : Locale.ENGLISH;
    }

    private void answer(HttpExchange exchange, Locale language) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(PREFIX.length());
        switch (exchange.getRequestMethod()) {
            case "PUT" -> put(exchange, name, language);
            case "GET" -> get(exchange, name);
            case "DELETE" -> delete(exchange, name);
            default -> {
                exchange.getResponseHeaders().set("Allow", "DELETE, GET, PUT");
                send(exchange, Problem.of(405, "method", "Method not allowed", "use PUT, GET or DELETE"));
            }
        }
    }

    private void put(HttpExchange exchange, String name, Locale language) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            send(
                    exchange,
                    Problem.of(413, "too_large", "The body is too large", "send at most " + MAX_BODY + " bytes"));
            return;
        }
        ParsedRequest parsed = ClusterJson.parseRequest(body);
        Evaluation evaluation = evaluator.evaluate(name, parsed);
        if (!evaluation.report().isValid()) {
            send(exchange, Problem.invalid(evaluation.report(), language));
            return;
        }
        SaveResult saved = registry.save(name, parsed.request());
        Map<String, @Nullable Object> reply = new LinkedHashMap<>();
        reply.put("name", name);
        reply.put("change", saved.change().name().toLowerCase(Locale.ROOT));
        reply.put("warnings", Problem.findings(evaluation.report(), Severity.WARNING, language));
        send(
                exchange,
                saved.change() == SaveResult.Change.CREATED ? 201 : 200,
                "application/json",
                ClusterJson.writeTree(reply));
    }

    private void get(HttpExchange exchange, String name) throws IOException {
        Optional<Cluster> found = registry.find(name);
        if (found.isEmpty()) {
            send(exchange, notRegistered(name));
        } else {
            send(exchange, 200, "application/json", ClusterJson.write(found.get()));
        }
    }

    private void delete(HttpExchange exchange, String name) throws IOException {
        if (registry.delete(name).deleted()) {
            exchange.sendResponseHeaders(204, -1);
        } else {
            send(exchange, notRegistered(name));
        }
    }

    private static Problem notRegistered(String name) {
        return Problem.of(404, "not_registered", "No such cluster", "cluster " + name + " is not registered");
    }

    private static void send(HttpExchange exchange, Problem problem) throws IOException {
        if (problem.status() == 503) {
            exchange.getResponseHeaders().set("Retry-After", "5");
        }
        send(exchange, problem.status(), "application/problem+json", ClusterJson.writeTree(problem.toTree()));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Stops listening. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
