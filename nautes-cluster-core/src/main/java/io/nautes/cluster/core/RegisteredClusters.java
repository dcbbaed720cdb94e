package io.nautes.cluster.core;

import io.nautes.cluster.model.ClusterResource;
import java.util.List;
import java.util.Optional;

/** A view of the registered clusters at one moment, with the queries that rules need. Immutable. */
public interface RegisteredClusters {
    /**
     * Returns one cluster.
     *
     * @param name the cluster's name
     * @return its resource, or empty if no cluster of that name is registered
     */
    Optional<ClusterResource> find(String name);

    /**
     * Returns the virtual clusters on a host.
     *
     * @param host the host's name
     * @return their resources, sorted by name
     */
    List<ClusterResource> virtualClustersOf(String host);

    /**
     * Returns the names of the clusters with the given API server.
     *
     * @param apiServer the URL; the case of the host, the default port and a trailing slash are ignored
     * @return their names, sorted
     */
    List<String> withApiServer(String apiServer);
}
