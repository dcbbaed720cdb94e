package io.nautes.cluster.server.listener;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server has done since it was started. Immutable; the numbers are read one after the other while
 * requests are answered.
 *
 * @param inFlight the number of requests that are being answered
 * @param replies the number of replies by HTTP status, in ascending order; 0 counts connections that ended before a
 *     reply was sent
 * @param requestBytes the length of all bodies of requests
 * @param replyBytes the length of all bodies of replies
 * @param duration the time that all requests took together
 */
public record ServerMetrics(
        int inFlight, Map<Integer, Long> replies, long requestBytes, long replyBytes, Duration duration) {
    /** Copies the numbers of replies in ascending order of the statuses. */
    public ServerMetrics {
        replies = Collections.unmodifiableMap(new TreeMap<>(replies));
    }

    /** Returns the number of requests that were answered. */
    public long requests() {
        return replies.values().stream().mapToLong(Long::longValue).sum();
    }
}
