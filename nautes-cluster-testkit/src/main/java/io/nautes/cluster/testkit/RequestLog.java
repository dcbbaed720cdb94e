package io.nautes.cluster.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The most recent requests of a server, in a bounded amount of memory. */
final class RequestLog {
    private static final int MAX_REQUESTS = 1000;
    private static final long MAX_BYTES = 16L << 20;

    private final boolean enabled;
    private final Deque<RecordedRequest> requests = new ArrayDeque<>();
    private long bytes;

    RequestLog(boolean enabled) {
        this.enabled = enabled;
    }

    synchronized void add(RecordedRequest request) {
        if (!enabled) {
            return;
        }
        requests.addLast(request);
        bytes += request.size();
        while (requests.size() > MAX_REQUESTS || bytes > MAX_BYTES) {
            bytes -= requests.removeFirst().size();
        }
    }

    synchronized List<RecordedRequest> all() {
        return List.copyOf(requests);
    }
}
