package io.nautes.cluster.server.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.server.listener.ServedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An HTTP handler that reads requests, passes them to {@link ClusterService}, and sends the replies. */
final class ApiHandler implements HttpHandler {
    private static final Logger LOG = System.getLogger(ApiHandler.class.getName());
    private static final byte[] NO_BODY = new byte[0];
    private static final int UNAVAILABLE = 503;
    private static final String BEARER = "Bearer ";

    private final ClusterService service;
    private final AccessToken token;
    private final int maxBody;
    private final RequestMeter meter;
    private final Supplier<Interception> interceptions;
    private final AtomicLong replies = new AtomicLong();
    private final InFlightCalls inFlight = new InFlightCalls();

    /**
     * Creates a handler.
     *
     * @param maxBody the maximum length of a request body, in bytes
     * @param interceptions returns the interception of the next request
     */
    ApiHandler(
            ClusterRegistry registry,
            AccessToken token,
            int maxBody,
            RequestMeter meter,
            Supplier<Interception> interceptions) {
        this.service = new ClusterService(registry);
        this.token = token;
        this.maxBody = maxBody;
        this.meter = meter;
        this.interceptions = interceptions;
    }

    /** An exchange with its metrics. */
    private static final class Call {
        private final HttpExchange exchange;
        private final Instant time = Instant.now();
        private final long start = System.nanoTime();
        private long requestBytes;
        private long replyBytes;

        Call(HttpExchange exchange) {
            this.exchange = exchange;
        }

        ServedRequest served() {
            return new ServedRequest(
                    time,
                    exchange.getRemoteAddress().getAddress(),
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Math.max(0, exchange.getResponseCode()),
                    requestBytes,
                    replyBytes,
                    Duration.ofNanos(System.nanoTime() - start));
        }
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
        Call call = new Call(exchange);
        try (exchange) {
            try {
                answer(call);
            } finally {
                // Before the exchange is closed, because that reads the rest of the request after its reply was sent.
                meter.served(call.served());
            }
        } finally {
            inFlight.leave();
        }
    }

    private void answer(Call call) throws IOException {
        HttpExchange exchange = call.exchange;
        Interception interception = interceptions.get();
        if (!interception.beforeReading(exchange)) {
            return;
        }
        ApiPath path = ApiPath.parse(exchange.getRequestURI(), exchange.getRequestMethod());
        Reply refusal = refusal(exchange, path);
        // The body of a request that is already refused is not read, to save memory.
        byte[] body = refusal == null || interception.needsBody() ? readBody(exchange) : NO_BODY;
        call.requestBytes = body.length;
        if (!interception.afterReading(exchange, body)) {
            return;
        }
        Reply reply = refusal == null && path != null ? carryOut(path, body) : refusal;
        if (reply != null && interception.beforeReplying(exchange)) {
            send(exchange, replies.incrementAndGet() % 2 == 0 ? reply.spaced() : reply);
            call.replyBytes = reply.body().length;
        }
    }

    /** Refuses new calls. */
    void close() {
        inFlight.close();
    }

    /** Waits until all calls in flight are answered; returns {@code false} if that takes longer than the given time. */
    boolean awaitIdle(Duration time) throws InterruptedException {
        return inFlight.awaitIdle(time);
    }

    /** Returns the number of calls in flight. */
    int inFlight() {
        return inFlight.count();
    }

    private byte[] readBody(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            return in.readNBytes(maxBody + 1);
        }
    }

    /** Returns the refusal of a request with an invalid head; {@code null} if the head is valid. */
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
        if (body.length > maxBody) {
            return Reply.codecError("the body is larger than " + maxBody + " bytes");
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
            // Closing the exchange instead would first read the rest of the request, which a client may never send.
            exchange.getResponseBody().flush();
        }
    }
}
