package io.nautes.cluster.server.listener;

import io.nautes.cluster.model.internal.support.OneLine;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * A request to a server, with the status of its reply. It contains no headers and no bodies, and therefore no secrets.
 *
 * @param time the time at which the head of the request had arrived
 * @param remote the address of the client, or of a proxy before it
 * @param method the HTTP method, such as {@code POST}
 * @param target the path and query as they were sent, such as {@code /api/v1/clusters/host-1}
 * @param status the HTTP status of the reply; 0 if the connection ended before one was sent
 * @param requestBytes the number of bytes of the request's body that were read
 * @param replyBytes the length of the reply's body in bytes
 * @param duration the time from {@code time} until the reply was sent
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
     * /api/v1/clusters" 200 0 532 3ms}. The status is followed by the bytes of the request and of the reply, and by the
     * duration.
     */
    @Override
    public String toString() {
        // A client can send any text as the method.
        String request = OneLine.escaped(method + " " + target).replace('"', '\'');
        return time + " " + remote.getHostAddress() + " \"" + request + "\" " + status + " " + requestBytes + " "
                + replyBytes + " " + duration.toMillis() + "ms";
    }
}
