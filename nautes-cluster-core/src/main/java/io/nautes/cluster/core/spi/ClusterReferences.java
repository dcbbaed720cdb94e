package io.nautes.cluster.core.spi;

import java.util.List;

/**
 * Tells who uses a cluster: runtimes, environments and the like of products. A cluster in use cannot be deleted, nor
 * change its kind, type, usage, host or worker type, unless checks are skipped.
 */
@FunctionalInterface
public interface ClusterReferences {
    /**
     * The users of a cluster.
     *
     * @param name the cluster's name
     * @return their descriptions, such as {@code deployment runtime dr-demo of product demo}; empty if there are none
     */
    List<String> usersOf(String name);

    /**
     * Nobody uses any cluster.
     *
     * @return references without users
     */
    static ClusterReferences none() {
        return name -> List.of();
    }
}
