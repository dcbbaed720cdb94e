package io.nautes.cluster.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.model.AccessToken;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Takes requests from the wire, lets {@link ClusterService} answer, and puts replies on the wire. */
final class ApiHandler implements HttpHandler {
    private static final Logger LOG = System.getLogger(ApiHandler.class.getName());
    private static final int MAX_BODY = 4 << 20;
    private static final byte[] NO_BODY = new byte[0];
    private static final int UNAVAILABLE = 503;
    private static final String BEARER = "Bearer ";

    private final ClusterService service;
    private final AccessToken token;
    private final RequestLog requests;
    private final AtomicLong replies = new AtomicLong();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final InFlightCalls inFlight = new InFlightCalls();

    ApiHandler(ClusterRegistry registry, AccessToken token, RequestLog requests) {
        this.service = new ClusterService(registry);
        this.token = token;
        this.requests = requests;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!inFlight.enter()) {
            try (exchange) {
                exchange.getResponseHeaders().set("Connection", "close");
                exchange.sendResponseHeaders(UNAVAILABLE, -1);
            }
            return;
        }
        try (exchange) {
            answer(exchange);
        } finally {
            inFlight.leave();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        Fault fault = faults.poll();
        if (fault != null && fault.timing() == Fault.Timing.BEFORE_READING && !fault.happen(exchange, closing)) {
            return;
        }
        ApiPath path = ApiPath.parse(exchange.getRequestURI(), exchange.getRequestMethod());
        Reply refusal = refusal(exchange, path);
        // The body of a request that is refused anyway is not worth the memory.
        byte[] body = refusal == null || fault != null ? readBody(exchange) : NO_BODY;
        requests.add(new RecordedRequest(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
        if (fault != null && fault.timing() == Fault.Timing.INSTEAD) {
            fault.happen(exchange, closing);
            return;
        }
        Reply reply = refusal == null && path != null ? carryOut(path, body) : refusal;
        if (fault != null && fault.timing() == Fault.Timing.AFTER_CARRYING_OUT) {
            fault.happen(exchange, closing);
            return;
        }
        if (reply != null) {
            send(exchange, replies.incrementAndGet() % 2 == 0 ? reply.spaced() : reply);
        }
    }

    /** Lets faults happen to the next requests, one each. */
    void fail(List<Fault> next) {
        faults.addAll(next);
    }

    /** Refuses further calls and ends faults that wait. */
    void close() {
        inFlight.close();
        closing.countDown();
    }

    /** Waits until every call in flight is answered; returns {@code false} if that takes longer than the given time. */
    boolean awaitIdle(Duration time) throws InterruptedException {
        return inFlight.awaitIdle(time);
    }

    private static byte[] readBody(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            return in.readNBytes(MAX_BODY + 1);
        }
    }

    /** Returns the refusal of a request that its head alone shows to be wrong; {@code null} if it is not. */
    private @Nullable Reply refusal(HttpExchange exchange, @Nullable ApiPath path) {
        if (path == null) {
            return Reply.pageNotFound();
        }
        if (asksForXml(exchange)) {
            return Reply.empty(500);
        }
        Reply refused = authorize(exchange.getRequestHeaders().getFirst("Authorization"));
        if (refused != null) {
            return refused;
        }
        return path.operation() == ApiPath.Operation.SAVE && !isJson(exchange)
                ? Reply.codecError("the body must be JSON; send it with Content-Type: application/json")
                : null;
    }

    private Reply carryOut(ApiPath path, byte[] body) {
        if (body.length > MAX_BODY) {
            return Reply.codecError("the body is larger than " + MAX_BODY + " bytes");
        }
        try {
            return service.answer(path, body);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "request failed unexpectedly", e);
            return Reply.error(500, "UNKNOWN", "unknown request error");
        }
    }

    private static boolean asksForXml(HttpExchange exchange) {
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        return accept != null && accept.contains("xml") && !accept.contains("json") && !accept.contains("*/*");
    }

    private static boolean isJson(HttpExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    private @Nullable Reply authorize(@Nullable String header) {
        if (header == null || !header.startsWith(BEARER)) {
            return Reply.serviceError("token is not found");
        }
        byte[] given = header.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
        boolean known = MessageDigest.isEqual(given, token.value().getBytes(StandardCharsets.UTF_8));
        return known ? null : Reply.serviceError("GET /user: 401 {message: 401 Unauthorized}");
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        byte[] body = reply.body();
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
            // Closing the exchange first reads the rest of the request, which a client may never send.
            exchange.getResponseBody().flush();
        }
    }
}
