package io.nautes.cluster.core.spi;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.PlannedFiles;
import io.nautes.cluster.core.RegistryException;
import java.time.Duration;

/**
 * Keeps the resources of clusters, with revisions. It knows no rules: {@link
 * io.nautes.cluster.core.store.StoreClusterRegistry} applies them on top.
 *
 * <p>Implementations are safe for use by several threads and, where they share what is stored with other processes, by
 * several processes: no update is lost, and none is half-made. They fail with a
 * {@link io.nautes.cluster.core.RegistryException}.
 */
public interface ClusterStore extends AutoCloseable {
    /**
     * Reads what is stored now. Changes that were acknowledged before the call are in it.
     *
     * @return an immutable snapshot
     * @throws io.nautes.cluster.core.RegistryException if the store cannot be read
     */
    StoreSnapshot snapshot();

    /**
     * Reads what is stored now, or was stored no longer ago than a given time. Changes that this store acknowledged are in
     * it.
     *
     * @param maxAge how old it may be; zero for what is stored now
     * @return an immutable snapshot; by default {@link #snapshot()}, for stores that do not keep what they read
     * @throws io.nautes.cluster.core.RegistryException if the store cannot be read
     */
    default StoreSnapshot snapshot(Duration maxAge) {
        return snapshot();
    }

    /**
     * Returns a view of this store for one call, whose operations, {@link ClusterHistory} included, all end within a time
     * from now. The view has the state of this store, and closing it does nothing.
     *
     * @param time the time for all operations together
     * @return the view
     * @throws RegistryException with {@link FailureCode#UNSUPPORTED} if the store cannot limit single calls, which is the
     *     default
     */
    default ClusterStore within(Duration time) {
        throw new RegistryException(
                FailureCode.UNSUPPORTED,
                "the store cannot limit the time of a single call (got " + time + "): "
                        + getClass().getName() + "; nothing was changed; leave the deadline out");
    }

    /**
     * Reads, decides and writes as one step. If another client's change comes in between, the decision is made again on
     * what is stored then; text is never merged.
     *
     * @param update the decision
     * @return what was done
     * @throws io.nautes.cluster.core.RegistryException if the store cannot be read or written
     */
    StoreCommit update(StoreUpdate update);

    /**
     * Makes the decision of an update on what is stored now, and returns what the update would leave. Nothing is changed.
     *
     * @param update the decision; it is made once or more often
     * @return the preview; by default without files, for stores that keep none
     * @throws io.nautes.cluster.core.RegistryException if the store cannot be read, or as the decision throws
     */
    default StorePreview preview(StoreUpdate update) {
        StoreSnapshot current = snapshot();
        update.decide(current);
        return new StorePreview(current.revision(), PlannedFiles.none());
    }

    /** Releases what the store holds. Updates in progress end with a failure. Closing twice does nothing. */
    @Override
    void close();
}
