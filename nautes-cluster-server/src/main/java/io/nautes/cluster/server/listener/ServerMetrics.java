package io.nautes.cluster.server.listener;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The metrics of a server since it was started. Immutable. The numbers are not an atomic snapshot: requests may be answered
 * while they are read.
 *
 * @param inFlight the number of requests that are being answered
 * @param replies the number of replies by HTTP status, in ascending order; 0 counts connections that ended before a
 *     reply was sent
 * @param requestBytes the total length of the request bodies
 * @param replyBytes the total length of the reply bodies
 * @param duration the total time of all requests
 */
public record ServerMetrics(
        int inFlight, Map<Integer, Long> replies, long requestBytes, long replyBytes, Duration duration) {
    /** Copies the numbers of replies, in ascending order of status. */
    public ServerMetrics {
        replies = Collections.unmodifiableMap(new TreeMap<>(replies));
    }

    /** Returns the number of requests that were answered. */
    public long requests() {
        return replies.values().stream().mapToLong(Long::longValue).sum();
    }
}
