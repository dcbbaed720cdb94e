package io.nautes.cluster.preflight.status;

import io.nautes.cluster.core.RegistryException;

/**
 * A listener that is notified on the waiting thread while {@link ClusterStatusReader#awaitReady} waits. An exception
 * that it throws ends the wait and reaches the caller.
 */
public interface StatusListener {
    /**
     * Reports that the status has changed.
     *
     * @param status the current status
     */
    void onChange(ClusterStatus status);

    /**
     * Reports that the status could not be read. It is read again after a pause.
     *
     * @param failure why
     */
    default void onFailure(RegistryException failure) {}
}
