package io.nautes.cluster.client;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The operations of a {@link io.nautes.cluster.core.ClusterRegistry} that do not make a thread wait. They mean the same,
 * and fail with the same exceptions, which complete the future. Cancelling a future ends the exchange. Safe for use by
 * several threads.
 */
public interface AsyncClusterRegistry {
    /**
     * Registers a cluster, or changes a registered one.
     *
     * @param name the cluster's name
     * @param request what to register
     * @param options how
     * @return what was done
     */
    CompletableFuture<SaveResult> save(String name, ClusterRequest request, ChangeOptions options);

    /**
     * Registers a cluster, or changes a registered one, with default options.
     *
     * @param name the cluster's name
     * @param request what to register
     * @return what was done
     */
    default CompletableFuture<SaveResult> save(String name, ClusterRequest request) {
        return save(name, request, ChangeOptions.defaults());
    }

    /**
     * Finds one cluster.
     *
     * @param name the cluster's name
     * @return the cluster, or empty if none of that name is registered
     */
    CompletableFuture<Optional<Cluster>> find(String name);

    /**
     * Lists clusters.
     *
     * @param filter which
     * @return the clusters, in the server's order
     */
    CompletableFuture<List<Cluster>> list(ClusterFilter filter);

    /**
     * Deletes a cluster's registration.
     *
     * @param name the cluster's name
     * @param options how
     * @return what was done
     */
    CompletableFuture<DeleteResult> delete(String name, ChangeOptions options);

    /**
     * Deletes a cluster's registration, with default options.
     *
     * @param name the cluster's name
     * @return what was done
     */
    default CompletableFuture<DeleteResult> delete(String name) {
        return delete(name, ChangeOptions.defaults());
    }
}
