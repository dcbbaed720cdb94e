package io.nautes.cluster.core;

import io.nautes.cluster.model.ClusterResource;
import java.util.List;
import java.util.Optional;

/** The clusters that are registered at one moment, as far as rules ask about them. Immutable. */
public interface RegisteredClusters {
    /**
     * Returns one cluster.
     *
     * @param name the cluster's name
     * @return its resource, or empty if none of that name is registered
     */
    Optional<ClusterResource> find(String name);

    /**
     * Returns the virtual clusters that a host carries.
     *
     * @param host the host's name
     * @return their resources, sorted by name
     */
    List<ClusterResource> virtualClustersOf(String host);

    /**
     * Returns the clusters with an API server.
     *
     * @param apiServer the URL; case of the host, the default port and a slash at the end do not matter
     * @return their names, sorted
     */
    List<String> withApiServer(String apiServer);
}
