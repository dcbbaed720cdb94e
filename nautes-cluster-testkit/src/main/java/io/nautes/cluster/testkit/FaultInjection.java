package io.nautes.cluster.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.nautes.cluster.server.internal.Interception;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The recorder of a server's requests, which also applies scripted faults to them. */
final class FaultInjection {
    private final RequestLog requests;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    FaultInjection(RequestLog requests) {
        this.requests = requests;
    }

    /** Adds faults for the next requests, one for each request. */
    void fail(List<Fault> next) {
        faults.addAll(next);
    }

    /** Ends faults that are still waiting. */
    void close() {
        closing.countDown();
    }

    /** Returns the interception of the next request. */
    Interception next() {
        return new OfOneRequest(faults.poll());
    }

    private final class OfOneRequest implements Interception {
        private final @Nullable Fault fault;

        OfOneRequest(@Nullable Fault fault) {
            this.fault = fault;
        }

        @Override
        public boolean beforeReading(HttpExchange exchange) throws IOException {
            return fault == null || fault.timing() != Fault.Timing.BEFORE_READING || fault.happen(exchange, closing);
        }

        @Override
        public boolean needsBody() {
            return fault != null;
        }

        @Override
        public boolean afterReading(HttpExchange exchange, byte[] body) throws IOException {
            requests.add(new RecordedRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    body));
            return goesOn(Fault.Timing.INSTEAD, exchange);
        }

        @Override
        public boolean beforeReplying(HttpExchange exchange) throws IOException {
            return goesOn(Fault.Timing.AFTER_CARRYING_OUT, exchange);
        }

        private boolean goesOn(Fault.Timing timing, HttpExchange exchange) throws IOException {
            if (fault == null || fault.timing() != timing) {
                return true;
            }
            fault.happen(exchange, closing);
            return false;
        }
    }
}
