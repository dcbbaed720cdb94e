package io.nautes.cluster.gitstore.internal.util;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.util.concurrent.ThreadLocalRandom;

/** Waits between attempts. Tests wait in no time. */
public interface Pauses {
    /** Waits the given number of milliseconds. */
    void sleep(long millis) throws InterruptedException;

    /**
     * Returns a random part of a pause (full jitter): losers of a race spread out, so that they do not lose together
     * again.
     */
    static long jitter(long least, long most) {
        return ThreadLocalRandom.current().nextLong(least, most + 1);
    }

    /** Waits, and ends the operation if its thread is told to stop. */
    default void pause(long millis) {
        try {
            sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(FailureCode.CANCELLED, "the wait before another attempt was interrupted", e);
        }
    }
}
