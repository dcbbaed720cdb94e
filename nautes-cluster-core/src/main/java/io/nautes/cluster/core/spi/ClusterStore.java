package io.nautes.cluster.core.spi;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.PlannedFiles;
import io.nautes.cluster.core.RegistryException;
import java.time.Duration;

/**
 * A versioned store of cluster resources. It has no rules: {@link io.nautes.cluster.core.store.StoreClusterRegistry}
 * applies them on top.
 *
 * <p>Implementations are safe for use by several threads and, where they share what is stored with other processes, by
 * several processes: no update is lost or partially applied. They fail with a
 * {@link io.nautes.cluster.core.RegistryException}.
 */
public interface ClusterStore extends AutoCloseable {
    /**
     * Reads the current content. It includes all changes that were acknowledged before the call.
     *
     * @return an immutable snapshot
     * @throws io.nautes.cluster.core.RegistryException if the store cannot be read
     */
    StoreSnapshot snapshot();

    /**
     * Reads content that is no older than the given age. It includes all changes that this store has acknowledged.
     *
     * @param maxAge the maximum age; zero for the current content
     * @return an immutable snapshot; by default {@link #snapshot()}, for stores without a cache
     * @throws io.nautes.cluster.core.RegistryException if the store cannot be read
     */
    default StoreSnapshot snapshot(Duration maxAge) {
        return snapshot();
    }

    /**
     * Returns a view of this store for one call. A time limit that starts now applies to all its operations together,
     * including those of {@link ClusterHistory}. The view shares the state of this store, and closing it has no effect.
     *
     * @param time the time for all operations together
     * @return the view
     * @throws RegistryException with {@link FailureCode#UNSUPPORTED} if the store cannot limit single calls, which is
     *     the default
     */
    default ClusterStore within(Duration time) {
        throw new RegistryException(
                FailureCode.UNSUPPORTED,
                "the store cannot limit the time of a single call (got " + time + "): "
                        + getClass().getName() + "; nothing was changed; leave the deadline out");
    }

    /**
     * Applies an update atomically: reads, decides and writes. If another client changes the content in the meantime,
     * the decision is made again on the new content; text is never merged.
     *
     * @param update the decision
     * @return the result
     * @throws io.nautes.cluster.core.RegistryException if the store cannot be read or written
     */
    StoreCommit update(StoreUpdate update);

    /**
     * Makes the decision of an update on the current content and returns the result that the update would have. Nothing
     * is changed.
     *
     * @param update the decision; it is made at least once
     * @return the preview; by default without files, for stores that keep none
     * @throws io.nautes.cluster.core.RegistryException if the store cannot be read, or if the decision throws it
     */
    default StorePreview preview(StoreUpdate update) {
        StoreSnapshot current = snapshot();
        update.decide(current);
        return new StorePreview(current.revision(), PlannedFiles.none());
    }

    /** Releases the store's resources. Updates in progress fail. Closing it again has no effect. */
    @Override
    void close();
}
