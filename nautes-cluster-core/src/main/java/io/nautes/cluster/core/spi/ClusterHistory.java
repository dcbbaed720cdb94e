package io.nautes.cluster.core.spi;

import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.model.ClusterResource;
import java.util.List;
import java.util.Optional;

/**
 * An additional interface for a {@link ClusterStore} that keeps its earlier revisions. Implementations are safe for use
 * by several threads and fail with a {@link io.nautes.cluster.core.RegistryException}.
 */
public interface ClusterHistory {
    /**
     * Returns the changes of one cluster's registration.
     *
     * @param name the cluster's name; it need not be registered any more
     * @param limit the maximum number of changes to return
     * @return the changes, newest first; empty if the cluster was never registered
     * @throws IllegalArgumentException if the limit is less than one
     */
    List<ClusterRevision> history(String name, int limit);

    /**
     * Returns all changes of one cluster's registration.
     *
     * @param name the cluster's name; it need not be registered any more
     * @return the changes, newest first; empty if the cluster was never registered
     */
    default List<ClusterRevision> history(String name) {
        return history(name, Integer.MAX_VALUE);
    }

    /**
     * Returns one cluster as it was registered at a revision. This is cheaper than a {@link #snapshot(String)
     * snapshot}.
     *
     * @param name the cluster's name
     * @param revision the revision
     * @return the resource, or empty if the cluster was not registered then
     * @throws io.nautes.cluster.core.UnknownRevisionException if there is no such revision
     * @throws io.nautes.cluster.core.RegistryException with code
     *     {@link io.nautes.cluster.core.FailureCode#MALFORMED_CONTENT} if the content at that revision cannot be read
     */
    Optional<ClusterResource> findAt(String name, String revision);

    /**
     * Returns a snapshot of the store at a revision.
     *
     * @param revision the revision
     * @return an immutable snapshot
     * @throws io.nautes.cluster.core.UnknownRevisionException if there is no such revision
     */
    StoreSnapshot snapshot(String revision);
}
