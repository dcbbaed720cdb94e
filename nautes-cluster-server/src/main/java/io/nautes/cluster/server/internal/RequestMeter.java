package io.nautes.cluster.server.internal;

import io.nautes.cluster.server.listener.RequestListener;
import io.nautes.cluster.server.listener.ServedRequest;
import io.nautes.cluster.server.listener.ServerMetrics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A counter of requests, which also notifies listeners of them. */
final class RequestMeter {
    private static final Logger LOG = System.getLogger(RequestMeter.class.getName());

    private final List<RequestListener> listeners;
    private final Map<Integer, LongAdder> replies = new ConcurrentHashMap<>();
    private final LongAdder requestBytes = new LongAdder();
    private final LongAdder replyBytes = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    /** Creates a meter with all counts at zero. */
    RequestMeter(List<RequestListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void served(ServedRequest request) {
        replies.computeIfAbsent(request.status(), status -> new LongAdder()).increment();
        requestBytes.add(request.requestBytes());
        replyBytes.add(request.replyBytes());
        nanos.add(request.duration().toNanos());
        for (RequestListener listener : listeners) {
            try {
                listener.served(request);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.WARNING, "a listener of requests failed", e);
            }
        }
    }

    /** Returns the counts. */
    ServerMetrics metrics(int inFlight) {
        Map<Integer, Long> counts = new HashMap<>();
        replies.forEach((status, count) -> counts.put(status, count.sum()));
        return new ServerMetrics(inFlight, counts, requestBytes.sum(), replyBytes.sum(), Duration.ofNanos(nanos.sum()));
    }
}
