package io.nautes.cluster.server.listener;

/**
 * Is notified of each request that a server answered, for access logs and metrics. It is called on the
 * thread of the request, after the reply was sent, by several threads at once. What it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface RequestListener {
    /**
     * Notifies of a request.
     *
     * @param request the request, and how it was answered
     */
    void served(ServedRequest request);
}
