package io.nautes.cluster.server.listener;

/**
 * A listener of the requests that a server answered, for access logs and metrics. The server calls it on the thread of the
 * request, after the reply was sent, from several threads concurrently. Exceptions are logged and otherwise ignored.
 */
@FunctionalInterface
public interface RequestListener {
    /**
     * Processes a request that was answered.
     *
     * @param request the request, with the status of its reply
     */
    void served(ServedRequest request);
}
