package io.nautes.cluster.client.internal.retry;

import io.nautes.cluster.core.RegistryException;

/**
 * What follows from an attempt.
 *
 * @param <T> the type of the call's result
 */
public sealed interface Decision<T> {
    /**
     * The call is answered.
     *
     * @param value the result
     */
    record Return<T>(T value) implements Decision<T> {}

    /**
     * Another attempt.
     *
     * @param failure why this one was none
     * @param pauseNanos after this pause
     * @param renewToken whether the token was refused and another is to be asked for
     */
    record Again<T>(RegistryException failure, long pauseNanos, boolean renewToken) implements Decision<T> {}

    /**
     * The call failed.
     *
     * @param failure why
     */
    record Fail<T>(RegistryException failure) implements Decision<T> {}
}
