package io.nautes.cluster.client;

import io.nautes.cluster.core.RegistryException;
import java.net.http.HttpResponse;

/** What follows from the outcome of an attempt. */
sealed interface Decision {
    /**
     * The operation is answered.
     *
     * @param response the answer
     */
    record Answer(HttpResponse<byte[]> response) implements Decision {}

    /**
     * Another attempt.
     *
     * @param pauseMillis after this pause
     * @param failure why this one was none
     * @param renewToken whether the token was refused and is to be asked for again
     */
    record Again(long pauseMillis, RegistryException failure, boolean renewToken) implements Decision {}

    /**
     * The operation failed.
     *
     * @param failure why
     */
    record Fail(RegistryException failure) implements Decision {}
}
