package io.nautes.cluster.core.spi;

import io.nautes.cluster.core.RegisteredClusters;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.model.ClusterResource;
import java.util.List;
import java.util.Optional;

/** The content of a {@link ClusterStore} at one revision. Immutable and safe for use by several threads. */
public interface StoreSnapshot extends RegisteredClusters {
    /**
     * Returns the revision of this snapshot.
     *
     * @return the revision in the store's form; it differs for different content
     */
    String revision();

    /**
     * Returns all clusters that can be read.
     *
     * @return their resources, sorted by name
     */
    List<ClusterResource> clusters();

    /**
     * Returns the clusters that cannot be read. One damaged file does not hide the others.
     *
     * @return the problems, sorted by name
     */
    List<UnreadableCluster> problems();

    /**
     * Returns whether a cluster is unchanged since the caller read it; used for optimistic locking.
     *
     * @param name the cluster's name
     * @param since the revision that the caller read
     * @return whether the stored content of the cluster is the same as at that revision; empty if the store does not
     *     know the revision
     */
    Optional<Boolean> isUnchangedSince(String name, String since);
}
