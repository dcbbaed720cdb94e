package io.nautes.cluster.server.listener;

import io.nautes.cluster.model.internal.support.OneLine;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * A request to a server and how it was answered. It holds no header and no body, and so no secret.
 *
 * @param time when the head of the request had arrived
 * @param remote the address of the client, or of a proxy before it
 * @param method the HTTP method, such as {@code POST}
 * @param target the path and the query as they were sent, such as {@code /api/v1/clusters/host-1}
 * @param status the HTTP status of the reply; 0 if the connection ended before one was sent
 * @param requestBytes the length of the request's body, as far as it was read
 * @param replyBytes the length of the reply's body
 * @param duration from {@code time} until the reply was sent
 */
public record ServedRequest(
        Instant time,
        InetAddress remote,
        String method,
        String target,
        int status,
        long requestBytes,
        long replyBytes,
        Duration duration) {
    /**
     * Returns the request as a line of an access log, such as {@code 2026-11-27T10:15:30Z 192.0.2.1 "GET
     * /api/v1/clusters" 200 0 532 3ms}: the last numbers are the bytes of the request and of the reply.
     */
    @Override
    public String toString() {
        // A client can send anything for a method.
        String request = OneLine.escaped(method + " " + target).replace('"', '\'');
        return time + " " + remote.getHostAddress() + " \"" + request + "\" " + status + " " + requestBytes + " "
                + replyBytes + " " + duration.toMillis() + "ms";
    }
}
