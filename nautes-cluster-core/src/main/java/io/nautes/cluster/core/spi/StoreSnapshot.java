package io.nautes.cluster.core.spi;

import io.nautes.cluster.core.RegisteredClusters;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.model.ClusterResource;
import java.util.List;
import java.util.Optional;

/** What a {@link ClusterStore} holds at one revision. Immutable and safe for use by several threads. */
public interface StoreSnapshot extends RegisteredClusters {
    /**
     * Returns the revision of this snapshot.
     *
     * @return a text that the store understands; it differs for different content
     */
    String revision();

    /**
     * Returns all clusters that can be read.
     *
     * @return their resources, sorted by name
     */
    List<ClusterResource> clusters();

    /**
     * Returns what cannot be read. One bad file does not hide the others.
     *
     * @return the problems, sorted by name
     */
    List<UnreadableCluster> problems();

    /**
     * Returns whether a cluster was changed since the caller saw it; used for optimistic locking.
     *
     * @param name the cluster's name
     * @param since a revision that the caller saw
     * @return whether what is stored of the cluster is the same as at that revision; empty if the store does not know
     *     the revision
     */
    Optional<Boolean> isUnchangedSince(String name, String since);
}
