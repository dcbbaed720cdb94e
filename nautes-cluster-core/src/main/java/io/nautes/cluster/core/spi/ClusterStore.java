package io.nautes.cluster.core.spi;

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
     * Reads, decides and writes as one step. If another client's change comes in between, the decision is made again on
     * what is stored then; text is never merged.
     *
     * @param update the decision
     * @return what was done
     * @throws io.nautes.cluster.core.RegistryException if the store cannot be read or written
     */
    StoreCommit update(StoreUpdate update);

    /** Releases what the store holds. Updates in progress end with a failure. Closing twice does nothing. */
    @Override
    void close();
}
