package io.nautes.cluster.kubeconfig;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.model.internal.support.TimeLimits;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The pauses between attempts: each up to twice as long as the one before, and at least what the server asks for. */
final class RetryPauses {
    /** The maximum number of times that a request is sent or a change is decided. */
    static final int MAX_ATTEMPTS = 6;

    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(50);

    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Waits before another attempt.
     *
     * @param attempt the number of attempts so far
     * @param atLeast what the server asks for
     * @return {@code false} at once if there is no attempt or not enough time left
     * @throws NoReplyException if the thread is interrupted or the store closed
     */
    boolean await(int attempt, Duration atLeast, Deadline deadline) throws NoReplyException {
        long longest = FIRST << Math.min(attempt - 1, MAX_ATTEMPTS);
        long pause = Math.max(ThreadLocalRandom.current().nextLong(longest / 2, longest), nanos(atLeast));
        if (attempt >= MAX_ATTEMPTS || pause >= deadline.nanosLeft()) {
            return false;
        }
        try {
            if (closed.await(pause, TimeUnit.NANOSECONDS)) {
                throw new NoReplyException(
                        FailureCode.CANCELLED, false, "the store was closed", new CancellationException());
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoReplyException(FailureCode.CANCELLED, false, "the thread was interrupted", e);
        }
    }

    private static long nanos(Duration time) {
        return TimeLimits.bounded(time).toNanos();
    }

    /** Ends all pauses. */
    void close() {
        closed.countDown();
    }
}
