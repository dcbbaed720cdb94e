package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.gitstore.internal.util.Deadline;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * How long an HTTP exchange may take.
 *
 * @param deadline when all of it must be over
 * @param idle how long nothing may happen
 */
record HttpLimits(Deadline deadline, Duration idle) {
    /** Returns until when to wait for something to happen. */
    Deadline next() {
        return deadline.atMost(idle);
    }

    SocketTimeoutException timeout(String waitedFor) {
        return new SocketTimeoutException(
                deadline.isOver()
                        ? "timed out waiting for " + waitedFor
                        : "timed out waiting for " + waitedFor + ": nothing happened for " + Deadline.millis(idle)
                                + " ms");
    }
}
