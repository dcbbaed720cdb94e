package io.nautes.cluster.core.spi;

import java.util.List;

/**
 * A source of information about the users of a cluster, such as runtimes and environments of products. A cluster in use
 * cannot be deleted, and its kind, type, usage, host and worker type cannot be changed, unless checks are skipped.
 *
 * <p>A registry calls this on its caller's thread, before it updates its store and without holding a lock, at most once
 * for each cluster of an update. A user that is added later does not prevent the change. An exception fails the
 * operation, and nothing is changed. Must be safe for use by several threads.
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
     * Returns references that report no users.
     *
     * @return references without users
     */
    static ClusterReferences none() {
        return NoReferences.INSTANCE;
    }
}
