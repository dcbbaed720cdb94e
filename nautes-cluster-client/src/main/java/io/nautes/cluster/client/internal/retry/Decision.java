package io.nautes.cluster.client.internal.retry;

import io.nautes.cluster.core.RegistryException;

/**
 * The decision after an attempt.
 *
 * @param <T> the type of the call's result
 */
public sealed interface Decision<T> {
    /**
     * The call succeeded.
     *
     * @param value the result
     */
    record Return<T>(T value) implements Decision<T> {}

    /**
     * The call is tried again.
     *
     * @param failure the failure of the attempt
     * @param pauseNanos the pause before the next attempt, in nanoseconds
     * @param renewToken whether the token was refused and must be renewed
     */
    record Again<T>(RegistryException failure, long pauseNanos, boolean renewToken) implements Decision<T> {}

    /**
     * The call failed.
     *
     * @param failure the failure
     */
    record Fail<T>(RegistryException failure) implements Decision<T> {}
}
