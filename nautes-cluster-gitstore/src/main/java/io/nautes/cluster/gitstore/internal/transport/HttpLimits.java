package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.gitstore.internal.util.Deadline;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The time limits of an HTTP exchange.
 *
 * @param deadline the deadline of the whole exchange
 * @param idle the maximum time without any progress
 */
record HttpLimits(Deadline deadline, Duration idle) {
    /** Returns the deadline of the next wait. */
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
