package io.nautes.cluster.gitstore;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** A smart HTTP server of one repository at {@code /tenant.git}, with configurable faults. */
final class GitHttpServer implements AutoCloseable {
    /** A fault in the handling of a request. */
    interface Fault {
        /** Answers the request instead of the repository, or returns {@code false} to let it pass. */
        boolean answer(HttpExchange exchange) throws IOException;
    }

    static {
        // The server reads this property once. Without it, delayed acknowledgements add 45 ms to each request.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "git-http-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Repository repository;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final ReadWriteLock answering = new ReentrantReadWriteLock();
    private volatile Fault fault = exchange -> false;
    private volatile Fault afterReceive = exchange -> false;
    private volatile PreReceiveHook preReceive = PreReceiveHook.NULL;

    GitHttpServer(Repository repository) {
        this(repository, null);
    }

    GitHttpServer(Repository repository, SSLContext tls) {
        this.repository = repository;
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            if (tls == null) {
                server = HttpServer.create(address, 0);
            } else {
                HttpsServer secure = HttpsServer.create(address, 0);
                secure.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = secure;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return url("/tenant.git");
    }

    String url(String path) {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return scheme + "://localhost:" + server.getAddress().getPort() + path;
    }

    /** Returns the requests so far: method, path and query. */
    List<String> requests() {
        return requests;
    }

    long pushes() {
        return requests.stream()
                .filter("POST /tenant.git/git-receive-pack"::equals)
                .count();
    }

    /** Returns the credentials of the requests so far, with the text {@code null} for a request without credentials. */
    List<String> authorizations() {
        return authorizations;
    }

    /** Sets the fault that handles requests before the repository receives them. */
    void fault(Fault value) {
        fault = value;
    }

    /** Sets the fault that is applied after the repository has received a push and before the reply is sent. */
    void afterReceive(Fault value) {
        afterReceive = value;
    }

    void preReceive(PreReceiveHook value) {
        preReceive = value;
    }

    static Fault status(int status, String contentType, String body) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
            return true;
        };
    }

    static boolean isPush(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("POST")
                && exchange.getRequestURI().getPath().endsWith("/git-receive-pack");
    }

    /** Answers a push as if its pack were damaged. */
    static Fault unpackError(boolean sideBand) {
        String report =
                packet("unpack index-pack abnormal exit\n") + packet("ng refs/heads/main unpacker error\n") + "0000";
        Fault answer = status(
                200, "application/x-git-receive-pack-result", sideBand ? packet("\1" + report) + "0000" : report);
        return exchange -> {
            exchange.getRequestBody().readAllBytes();
            return answer.answer(exchange);
        };
    }

    private static String packet(String text) {
        return String.format("%04x", text.length() + 4) + text;
    }

    /** Waits until no request is in progress, including those whose client has disconnected. */
    void awaitIdle() {
        answering.writeLock().lock();
        answering.writeLock().unlock();
    }

    private void handle(HttpExchange exchange) throws IOException {
        answering.readLock().lock();
        try {
            answer(exchange);
        } finally {
            answering.readLock().unlock();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        try (exchange) {
            if (fault.answer(exchange)) {
                return;
            }
            String path = exchange.getRequestURI().getPath();
            switch (path.substring(path.lastIndexOf('/') + 1)) {
                case "refs" -> advertise(exchange);
                case "git-upload-pack" -> upload(exchange);
                case "git-receive-pack" -> receive(exchange);
                default -> exchange.sendResponseHeaders(404, -1);
            }
        } catch (RuntimeException | IOException e) {
            // The test checks how the client handles this broken connection.
            exchange.close();
        }
    }

    private void advertise(HttpExchange exchange) throws IOException {
        String service = exchange.getRequestURI().getQuery().replace("service=", "");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        PacketLineOut out = new PacketLineOut(body);
        out.writeString("# service=" + service + "\n");
        out.end();
        if (service.equals("git-upload-pack")) {
            UploadPack pack = uploadPack();
            pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(out));
        } else {
            ReceivePack pack = new ReceivePack(repository);
            pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(out));
        }
        reply(exchange, "application/x-" + service + "-advertisement", body);
    }

    private UploadPack uploadPack() {
        UploadPack pack = new UploadPack(repository);
        pack.setBiDirectionalPipe(false);
        return pack;
    }

    private void upload(HttpExchange exchange) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        uploadPack().upload(body(exchange), body, null);
        reply(exchange, "application/x-git-upload-pack-result", body);
    }

    private void receive(HttpExchange exchange) throws IOException {
        ReceivePack pack = new ReceivePack(repository);
        pack.setBiDirectionalPipe(false);
        pack.setPreReceiveHook(preReceive);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        pack.receive(body(exchange), body, null);
        if (!afterReceive.answer(exchange)) {
            reply(exchange, "application/x-git-receive-pack-result", body);
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
    }

    private static void reply(HttpExchange exchange, String type, ByteArrayOutputStream body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.sendResponseHeaders(200, body.size());
        try (OutputStream out = exchange.getResponseBody()) {
            body.writeTo(out);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
