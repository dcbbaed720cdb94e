package io.nautes.cluster.server.internal;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/**
 * An interception of one request, with which the testkit records requests and injects faults. Each method returns whether
 * processing continues normally; otherwise the exchange is closed as the method left it.
 */
public interface Interception {
    /** An interception without effect. */
    Interception NONE = new Interception() {};

    /** Intercepts the request before its body is read. */
    default boolean beforeReading(HttpExchange exchange) throws IOException {
        return true;
    }

    /** Returns whether to read the body even if the path or the token of the request is refused. */
    default boolean needsBody() {
        return false;
    }

    /** Intercepts the request after it was read and before it is executed. */
    default boolean afterReading(HttpExchange exchange, byte[] body) throws IOException {
        return true;
    }

    /** Intercepts the request after it was executed and before the reply is sent. */
    default boolean beforeReplying(HttpExchange exchange) throws IOException {
        return true;
    }
}
