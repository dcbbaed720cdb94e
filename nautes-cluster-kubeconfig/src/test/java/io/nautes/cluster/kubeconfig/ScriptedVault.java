package io.nautes.cluster.kubeconfig;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Speaks the part of Vault's HTTP API that its documentation describes under "KV secrets engine, version 2", "AppRole
 * auth method", "JWT/OIDC auth method", "Kubernetes auth method", "Response wrapping" and "Token auth method": versions,
 * check-and-set, deletion of single versions and of all, logins with leases, renewals.
 */
final class ScriptedVault implements AutoCloseable {
    static final String TOKEN = "hvs.root-token-of-the-test";
    static final String ROLE = "role-id-of-the-test";
    /** Has no secret ID. */
    static final String OPEN_ROLE = "open-role-id-of-the-test";

    static final String SECRET_ID = "secret-id-of-the-test";
    static final String JWT_ROLE = "nautes";
    static final String JWT = "eyJhbGciOiJSUzI1NiJ9.of-the-test.signature";

    private static final Pattern CAS = Pattern.compile("\\{\"options\":\\{\"cas\":(\\d+)}");

    /** One version of a secret; its data as JSON, {@code null} once it is deleted. */
    private static final class Version {
        private @Nullable String data;

        Version(String data) {
            this.data = data;
        }
    }

    /** Handles a request instead of Vault. */
    interface Script {
        /** Returns whether Vault's reply is sent nevertheless. */
        boolean play(HttpExchange exchange, CountDownLatch closing) throws IOException, InterruptedException;
    }

    /** A received request. */
    record Seen(
            String method,
            String path,
            @Nullable String token,
            @Nullable String namespace,
            String body) {}

    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, List<Version>> secrets = new HashMap<>();
    private final Set<String> tokens = new HashSet<>(Set.of(TOKEN));
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
    private final Map<String, String> wrapped = new HashMap<>();
    private volatile long leaseSeconds = 3600;
    private int logins;
    private int renewals;

    private ScriptedVault(@Nullable SSLContext tls) {
        try {
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            if (tls == null) {
                server = HttpServer.create(anyPort, 0);
            } else {
                HttpsServer secured = HttpsServer.create(anyPort, 0);
                secured.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = secured;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        scheme = tls == null ? "http" : "https";
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static ScriptedVault start() {
        return new ScriptedVault(null);
    }

    static ScriptedVault start(SSLContext tls) {
        return new ScriptedVault(tls);
    }

    URI uri() {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    void next(Script... next) {
        scripts.addAll(List.of(next));
    }

    void leases(long seconds) {
        leaseSeconds = seconds;
    }

    synchronized void revokeAll() {
        tokens.clear();
    }

    synchronized int logins() {
        return logins;
    }

    synchronized int renewals() {
        return renewals;
    }

    /** Wraps a secret ID, and returns the wrapping token. */
    synchronized String wrap(String secretId) {
        String token = "hvs.wrapping-" + wrapped.size();
        wrapped.put(token, secretId);
        return token;
    }

    /** Writes a secret without a request. */
    synchronized void write(String path, String data) {
        secrets.computeIfAbsent(path, key -> new ArrayList<>()).add(new Version(data));
    }

    /** Deletes the last version, as {@code vault kv delete} does. */
    synchronized void deleteLastVersion(String path) {
        List<Version> versions = secrets.get(path);
        versions.get(versions.size() - 1).data = null;
    }

    /** The versions of a secret. */
    synchronized int versions(String path) {
        return secrets.getOrDefault(path, List.of()).size();
    }

    /** Returns the number of versions of a secret that have content. */
    synchronized long contents(String path) {
        return secrets.getOrDefault(path, List.of()).stream()
                .filter(version -> version.data != null)
                .count();
    }

    /** The data of the last version, as JSON. */
    synchronized @Nullable String data(String path) {
        List<Version> versions = secrets.get(path);
        return versions.get(versions.size() - 1).data;
    }

    static Script status(int status, String body) {
        return (exchange, closing) -> {
            answer(exchange, status, body);
            return false;
        };
    }

    static Script errors(int status, String error) {
        return status(status, "{\"errors\":[\"" + error + "\"]}");
    }

    /** Returns a refusal with the time for the next attempt. */
    static Script retryAfter(int status, String value) {
        return (exchange, closing) -> {
            exchange.getResponseHeaders().set("Retry-After", value);
            answer(exchange, status, "{\"errors\":[\"later\"]}");
            return false;
        };
    }

    static Script redirect(String target) {
        return (exchange, closing) -> {
            exchange.getResponseHeaders().set("Location", target);
            answer(exchange, 307, "");
            return false;
        };
    }

    static Script stalledBody() {
        return (exchange, closing) -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            closing.await();
            return false;
        };
    }

    static Script reset() {
        return (exchange, closing) -> {
            exchange.close();
            return false;
        };
    }

    static Script huge() {
        return (exchange, closing) -> {
            byte[] chunk = new byte[1024 * 1024];
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 9; i++) {
                exchange.getResponseBody().write(chunk);
            }
            return false;
        };
    }

    static Script asUsual() {
        return (exchange, closing) -> true;
    }

    /** Executes the request, and then closes the connection without a reply. */
    Script carriedOutButReset() {
        return (exchange, latch) -> {
            reply(exchange, body(exchange), true);
            exchange.close();
            return false;
        };
    }

    /** Lets another client write before the request is executed. */
    Script afterAWriteOf(String path, String data) {
        return (exchange, latch) -> {
            write(path, data);
            return true;
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Script script = scripts.poll();
            if (script != null && !script.play(exchange, closing)) {
                return;
            }
            reply(exchange, body(exchange), false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String body(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(new Seen(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestHeaders().getFirst("X-Vault-Token"),
                exchange.getRequestHeaders().getFirst("X-Vault-Namespace"),
                body));
        return body;
    }

    private synchronized void reply(HttpExchange exchange, String body, boolean silent) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String token = exchange.getRequestHeaders().getFirst("X-Vault-Token");
        Answer answer = switch (path) {
            case "/v1/auth/approle/login", "/v1/auth/jwt/login", "/v1/auth/kube-1/login" -> login(path, body);
            case "/v1/sys/wrapping/unwrap" -> unwrap(token);
            case "/v1/auth/token/renew-self" -> renew(token);
            default -> secrets(exchange, path, body);
        };
        if (!silent) {
            answer(exchange, answer.status(), answer.body());
        }
    }

    private record Answer(int status, String body) {}

    private static Answer failure(int status, String error) {
        return new Answer(status, "{\"errors\":[" + (error.isEmpty() ? "" : "\"" + error + "\"") + "]}");
    }

    private Answer login(String path, String body) {
        boolean known = path.equals("/v1/auth/approle/login")
                ? body.equals("{\"role_id\":\"" + ROLE + "\",\"secret_id\":\"" + SECRET_ID + "\"}")
                        || body.equals("{\"role_id\":\"" + OPEN_ROLE + "\"}")
                : body.equals("{\"role\":\"" + JWT_ROLE + "\",\"jwt\":\"" + JWT + "\"}");
        if (!known) {
            return path.contains("approle")
                    ? failure(400, "invalid role or secret ID")
                    : failure(400, "error validating token: " + body.replace("\"", ""));
        }
        String token = "hvs.login-" + ++logins;
        tokens.add(token);
        return lease(token);
    }

    private Answer lease(String token) {
        return new Answer(
                200,
                "{\"request_id\":\"1\",\"data\":null,\"auth\":{\"client_token\":\"" + token
                        + "\",\"policies\":[\"default\"],\"lease_duration\":" + leaseSeconds + ",\"renewable\":true}}");
    }

    private Answer unwrap(@Nullable String token) {
        String secretId = wrapped.put(String.valueOf(token), "");
        return secretId == null || secretId.isEmpty()
                ? failure(400, "wrapping token is not valid or does not exist")
                : new Answer(
                        200,
                        "{\"request_id\":\"1\",\"data\":{\"secret_id\":\"" + secretId
                                + "\",\"secret_id_ttl\":600},\"auth\":null}");
    }

    private Answer renew(@Nullable String token) {
        renewals++;
        return token != null && tokens.contains(token) ? lease(token) : failure(403, "permission denied");
    }

    private Answer secrets(HttpExchange exchange, String path, String body) {
        String token = exchange.getRequestHeaders().getFirst("X-Vault-Token");
        if (!tokens.contains(token)) {
            return failure(403, "permission denied");
        }
        if (path.startsWith("/v1/cluster/data/")) {
            String secret = path.substring("/v1/cluster/data/".length());
            return exchange.getRequestMethod().equals("GET") ? read(secret) : writeChecked(secret, body);
        }
        if (path.startsWith("/v1/cluster/metadata/")) {
            secrets.remove(path.substring("/v1/cluster/metadata/".length()));
            return new Answer(204, "");
        }
        if (path.startsWith("/v1/cluster/destroy/")) {
            return destroy(path.substring("/v1/cluster/destroy/".length()), body);
        }
        return failure(404, "no handler for route. route entry not found.");
    }

    private Answer destroy(String path, String body) {
        List<Version> versions = secrets.getOrDefault(path, List.of());
        Matcher number = Pattern.compile("\\d+").matcher(body);
        while (number.find()) {
            int version = Integer.parseInt(number.group());
            if (version <= versions.size()) {
                versions.get(version - 1).data = null;
            }
        }
        return new Answer(204, "");
    }

    private Answer read(String path) {
        List<Version> versions = secrets.get(path);
        if (versions == null) {
            return failure(404, "");
        }
        String data = versions.get(versions.size() - 1).data;
        return new Answer(
                data == null ? 404 : 200,
                "{\"request_id\":\"1\",\"data\":{\"data\":" + data
                        + ",\"metadata\":{\"created_time\":\"2026-01-01T00:00:00Z\",\"custom_metadata\":null,"
                        + "\"destroyed\":false,\"version\":" + versions.size() + "}},\"warnings\":null}");
    }

    private Answer writeChecked(String path, String body) {
        Matcher cas = CAS.matcher(body);
        int current = secrets.getOrDefault(path, List.of()).size();
        if (!cas.lookingAt()) {
            return failure(400, "check-and-set parameter required for this call");
        }
        if (Integer.parseInt(cas.group(1)) != current) {
            return failure(400, "check-and-set parameter did not match the current version");
        }
        int data = body.indexOf("\"data\":") + "\"data\":".length();
        write(path, body.substring(data, body.length() - 1));
        return new Answer(200, "{\"data\":{\"version\":" + (current + 1) + "}}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
