package io.nautes.cluster.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.nautes.cluster.server.internal.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A scripted failure of one request to a {@link NautesServer}; see {@link NautesServer#fail}. Immutable.
 */
public final class Fault {
    /** The attribute of an exchange that continues normally after the fault. */
    private static final String GOES_ON = Fault.class.getName() + ".goesOn";

    private final Action action;
    private final Timing timing;
    private final String description;

    private Fault(Timing timing, String description, Action action) {
        this.timing = timing;
        this.description = description;
        this.action = action;
    }

    /** The point in the processing of a request at which a fault happens. */
    enum Timing {
        /** Before the body of the request is read. */
        BEFORE_READING,
        /** After the request was read, instead of its execution. */
        INSTEAD,
        /** After the request was executed, instead of the reply. */
        AFTER_CARRYING_OUT
    }

    /** The effect of a fault on an exchange. */
    interface Action {
        void apply(HttpExchange exchange, CountDownLatch serverClosing) throws IOException, InterruptedException;
    }

    /**
     * Returns a fault that replies with a status and a plain-text body, which no API server sends.
     *
     * @param status the HTTP status
     * @return the fault
     */
    public static Fault status(int status) {
        return reply(status, "text/plain", "status " + status, Map.of());
    }

    /**
     * Returns a fault that replies with a status and a {@code Retry-After} header.
     *
     * @param status the HTTP status, such as 429 or 503
     * @param retryAfter the value of the header, rounded down to whole seconds
     * @return the fault
     */
    public static Fault status(int status, Duration retryAfter) {
        return reply(
                status, "text/plain", "status " + status, Map.of("Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    /**
     * Returns a fault that replies with an error in the form of a Nautes API server.
     *
     * @param status the HTTP status, such as 403
     * @param reason the reason, such as {@code NO_AUTHORIZATION}; often empty
     * @param message the message
     * @return the fault
     */
    public static Fault apiError(int status, String reason, String message) {
        Reply reply = Reply.error(status, reason, message);
        return reply(status, reply.contentType(), new String(reply.body(), StandardCharsets.UTF_8), Map.of());
    }

    /**
     * Returns a fault that replies with a redirect.
     *
     * @param target the value of the {@code Location} header
     * @return the fault
     */
    public static Fault redirect(URI target) {
        return reply(302, "text/plain", "", Map.of("Location", target.toString()));
    }

    /**
     * Returns a fault that replies with an HTML page, as a proxy or a sign-in page would.
     *
     * @param status the HTTP status, such as 200 or 502
     * @return the fault
     */
    public static Fault html(int status) {
        return reply(status, "text/html", "<html><body>Sign in</body></html>", Map.of());
    }

    /**
     * Returns a fault that replies with a body of the given length.
     *
     * @param length the number of bytes
     * @return the fault
     */
    public static Fault hugeBody(int length) {
        return new Fault(Timing.INSTEAD, "huge body", (exchange, closing) -> {
            exchange.sendResponseHeaders(200, length);
            byte[] chunk = new byte[8192];
            Arrays.fill(chunk, (byte) ' ');
            for (int left = length; left > 0; left -= chunk.length) {
                exchange.getResponseBody().write(chunk, 0, Math.min(left, chunk.length));
            }
        });
    }

    /**
     * Returns a fault that closes the connection before the body of the request is read.
     *
     * @return the fault
     */
    public static Fault resetBeforeReading() {
        return new Fault(Timing.BEFORE_READING, "reset before reading", (exchange, closing) -> {});
    }

    /**
     * Returns a fault that closes the connection after the request was read, without executing it.
     *
     * @return the fault
     */
    public static Fault resetAfterReading() {
        return new Fault(Timing.INSTEAD, "reset after reading", (exchange, closing) -> {});
    }

    /**
     * Returns a fault that executes the request and then closes the connection without a reply.
     *
     * @return the fault
     */
    public static Fault resetAfterCarryingOut() {
        return new Fault(Timing.AFTER_CARRYING_OUT, "reset after carrying out", (exchange, closing) -> {});
    }

    /**
     * Returns a fault that sends nothing until the server is closed.
     *
     * @return the fault
     */
    public static Fault silence() {
        return new Fault(Timing.INSTEAD, "silence", (exchange, closing) -> closing.await());
    }

    /**
     * Returns a fault that delays a request.
     *
     * @param delay the time to wait before the request is executed; if the server is closed meanwhile, it is not executed
     * @return the fault
     */
    public static Fault delay(Duration delay) {
        return new Fault(Timing.BEFORE_READING, "delay", (exchange, closing) -> {
            boolean over = closing.await(saturatedNanos(delay), TimeUnit.NANOSECONDS);
            exchange.setAttribute(GOES_ON, !over);
        });
    }

    /**
     * Returns a fault that sends the head and the beginning of a reply, and then nothing until the server is closed.
     *
     * @return the fault
     */
    public static Fault stalledBody() {
        return new Fault(Timing.INSTEAD, "stalled body", (exchange, closing) -> {
            writeHalf(exchange);
            closing.await();
        });
    }

    /**
     * Returns a fault that sends the head and the beginning of a reply, and then closes the connection.
     *
     * @return the fault
     */
    public static Fault halfBody() {
        return new Fault(Timing.INSTEAD, "half body", (exchange, closing) -> writeHalf(exchange));
    }

    private static long saturatedNanos(Duration time) {
        try {
            return time.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private static void writeHalf(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write("{\"name\":".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private static Fault reply(int status, String type, String body, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", type);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Fault(Timing.INSTEAD, "status " + status, (exchange, closing) -> {
            all.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
                exchange.getResponseBody().flush();
            }
        });
    }

    Timing timing() {
        return timing;
    }

    /**
     * Applies the fault to an exchange. The caller closes the exchange unless processing continues.
     *
     * @return whether the request continues normally
     */
    boolean happen(HttpExchange exchange, CountDownLatch serverClosing) throws IOException {
        try {
            action.apply(exchange, serverClosing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Boolean.TRUE.equals(exchange.getAttribute(GOES_ON));
    }

    @Override
    public String toString() {
        return "Fault[" + description + "]";
    }
}
