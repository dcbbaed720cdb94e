package io.nautes.cluster.preflight;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Answers as a real API server of Kubernetes 1.20 was recorded to answer, unless a test says otherwise. */
public final class ScriptedApiServer implements AutoCloseable {
    public static final String TOKEN = "token-of-the-preflight-test";
    static final String ANONYMOUS =
            "{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"forbidden: User \\\"system:anonymous\\\" cannot"
                    + " get path\",\"code\":403}";

    /** Answers a request. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    static {
        // Otherwise the server waits for the acknowledgement of a reply's head, some 40 ms, before it sends the body.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private ScriptedApiServer(@Nullable SSLContext tls) {
        try {
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            if (tls == null) {
                server = HttpServer.create(anyPort, 64);
            } else {
                HttpsServer secured = HttpsServer.create(anyPort, 64);
                secured.setHttpsConfigurator(new HttpsConfigurator(tls) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters wanting = getSSLContext().getDefaultSSLParameters();
                        wanting.setWantClientAuth(true);
                        parameters.setSSLParameters(wanting);
                    }
                });
                server = secured;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        scheme = tls == null ? "http" : "https";
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        answers.put("GET /version", json(200, "{\"major\":\"1\",\"minor\":\"20\",\"gitVersion\":\"v1.20.2\"}"));
        answers.put("GET /readyz", reply(200, "text/plain", "ok"));
        answers.put(
                "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                json(201, "{\"kind\":\"SelfSubjectAccessReview\",\"status\":{\"allowed\":true}}"));
        answers.put("GET /apis", json(200, "{\"kind\":\"APIGroupList\",\"groups\":[{\"name\":\"apps\"}]}"));
        list("/api/v1/services", "");
        list("/api/v1/namespaces", "{\"metadata\":{\"name\":\"default\"}}");
        list("/api/v1/nodes", "{\"spec\":{},\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
        list(
                "/apis/storage.k8s.io/v1/storageclasses",
                "{\"metadata\":{\"annotations\":{\"storageclass.kubernetes.io/is-default-class\":\"true\"}}}");
        server.start();
    }

    public static ScriptedApiServer start(@Nullable SSLContext tls) {
        return new ScriptedApiServer(tls);
    }

    int port() {
        return server.getAddress().getPort();
    }

    public String url(String host) {
        return scheme + "://" + host + ":" + port();
    }

    /** The requests so far, by how often they came. */
    public Map<String, Integer> requests() {
        Map<String, Integer> counts = new TreeMap<>();
        requests.forEach(request -> counts.merge(request, 1, Integer::sum));
        return counts;
    }

    public void answer(String request, Answer answer) {
        answers.put(request, answer);
    }

    public void answerAll(Answer answer) {
        answers.replaceAll((request, old) -> answer);
        answers.put("", answer);
    }

    void list(String path, String items) {
        answer("GET " + path, json(200, "{\"kind\":\"List\",\"metadata\":{},\"items\":[" + items + "]}"));
    }

    public static Answer json(int status, String body) {
        return reply(status, "application/json", body);
    }

    public static Answer reply(int status, String type, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    public Answer silence() {
        return exchange -> closing.await();
    }

    /** Sends the head of a reply, and then a byte from time to time. */
    public Answer drip() {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            while (!closing.await(50, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
        };
    }

    /** Sends the head of a reply, and then bytes without end. */
    static Answer flood() {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = "{\"a\":".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
            while (true) {
                exchange.getResponseBody().write(chunk);
            }
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            exchange.getRequestBody().readAllBytes();
            requests.add(request);
            Answer missing = answers.getOrDefault("", json(404, "{\"kind\":\"Status\",\"code\":404}"));
            answers.getOrDefault(request, missing).to(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
