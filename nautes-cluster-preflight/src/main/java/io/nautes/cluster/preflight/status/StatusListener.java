package io.nautes.cluster.preflight.status;

import io.nautes.cluster.core.RegistryException;

/**
 * Is notified while {@link ClusterStatusReader#awaitReady} waits, on the waiting thread. What it throws ends the wait and
 * reaches the caller.
 */
public interface StatusListener {
    /**
     * The status is another one than before.
     *
     * @param status the status as it is now
     */
    void onChange(ClusterStatus status);

    /**
     * The status could not be read; it is read again after a pause.
     *
     * @param failure why
     */
    default void onFailure(RegistryException failure) {}
}
