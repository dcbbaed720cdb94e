package io.nautes.cluster.gitstore.internal.util;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.util.concurrent.ThreadLocalRandom;

/** A source of pauses between attempts. Tests replace it. */
public interface Pauses {
    /** Waits the given number of milliseconds. */
    void sleep(long millis) throws InterruptedException;

    /**
     * Returns a random pause in a range (full jitter), so that the losers of a race spread out and do not collide
     * again.
     */
    static long jitter(long least, long most) {
        return ThreadLocalRandom.current().nextLong(least, most + 1);
    }

    /** Pauses, and fails if the thread is interrupted. */
    default void pause(long millis) {
        try {
            sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(FailureCode.CANCELLED, "the wait before another attempt was interrupted", e);
        }
    }
}
