package io.nautes.cluster.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last requests of a server. */
final class RequestLog {
    private static final int KEPT = 1000;

    private final Deque<RecordedRequest> requests = new ArrayDeque<>();

    synchronized void add(RecordedRequest request) {
        if (requests.size() == KEPT) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }

    synchronized List<RecordedRequest> all() {
        return List.copyOf(requests);
    }
}
