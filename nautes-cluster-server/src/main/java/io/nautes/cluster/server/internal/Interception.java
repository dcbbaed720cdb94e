package io.nautes.cluster.server.internal;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/**
 * What the testkit does with one request: it records it, and may let something go wrong. Each method returns whether the
 * request goes on as usual; if not, the exchange is closed with what was sent on it.
 */
public interface Interception {
    /** Changes nothing. */
    Interception NONE = new Interception() {};

    /** Is called before the body of the request is read. */
    default boolean beforeReading(HttpExchange exchange) throws IOException {
        return true;
    }

    /** Returns whether it needs the body even of a request that is refused for its path or its token. */
    default boolean needsBody() {
        return false;
    }

    /** Is called when the request was read, before it is carried out. */
    default boolean afterReading(HttpExchange exchange, byte[] body) throws IOException {
        return true;
    }

    /** Is called when the request was carried out, before it is answered. */
    default boolean beforeReplying(HttpExchange exchange) throws IOException {
        return true;
    }
}
