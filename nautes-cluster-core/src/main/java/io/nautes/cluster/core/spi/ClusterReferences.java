package io.nautes.cluster.core.spi;

import java.util.List;

/**
 * Knows who uses a cluster: runtimes, environments and the like of products. A cluster in use cannot be deleted, nor
 * change its kind, type, usage, host or worker type, unless checks are skipped.
 *
 * <p>A registry calls this on the thread of its caller, before it updates its store and under no lock, at
 * most once for each cluster of an update. A user that is added after that does not prevent the change. An exception fails
 * the operation, and nothing is changed. Must be safe for use by several threads.
 */
@FunctionalInterface
public interface ClusterReferences {
    /**
     * Returns the users of a cluster.
     *
     * @param name the cluster's name
     * @return their descriptions, such as {@code deployment runtime dr-demo of product demo}; empty if nobody uses it
     */
    List<String> usersOf(String name);

    /**
     * Returns references by which nobody uses any cluster.
     *
     * @return references without users
     */
    static ClusterReferences none() {
        return NoReferences.INSTANCE;
    }
}
