package io.nautes.cluster.client;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The operations of a {@link io.nautes.cluster.core.ClusterRegistry} that do not make a thread wait. They mean the same,
 * and fail with the same exceptions, which complete the future: bad input too is told by the future and not thrown.
 *
 * <p>Completing a future from outside, by {@link CompletableFuture#cancel} or {@link CompletableFuture#orTimeout} for
 * example, ends the exchange and closes its connection; whether a change was made is then not known. This holds for the
 * future that was returned, not for those derived from it. Futures complete on threads of the client, which may be
 * blocked. Safe for use by several threads; usable until its client is closed.
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
     * Lists all clusters.
     *
     * @return the clusters, in the server's order
     */
    default CompletableFuture<List<Cluster>> list() {
        return list(ClusterFilter.all());
    }

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

    /**
     * Registers several clusters, hosts before virtual clusters. Changes to one server are serialised: one is sent when the
     * one before is answered, because a Nautes 0.4 server mixes up changes that it gets at the same time.
     *
     * @param requests the requests by name
     * @param options how; the listener is told on threads of the client, and of what is refused at once on the caller's
     * @return what became of each; a failure of one cluster is told there
     */
    CompletableFuture<BatchResult> saveAll(Map<String, ClusterRequest> requests, BatchOptions options);

    /**
     * Deletes several clusters' registrations, virtual clusters before their hosts. Changes to one server are serialised as
     * in {@link #saveAll}.
     *
     * @param names the clusters' names
     * @param options how; the listener is told on threads of the client, and of what is refused at once on the caller's
     * @return what became of each; a failure of one cluster is told there, and only that of the list before them fails
     *     the batch
     */
    CompletableFuture<BatchResult> deleteAll(Collection<String> names, BatchOptions options);
}
