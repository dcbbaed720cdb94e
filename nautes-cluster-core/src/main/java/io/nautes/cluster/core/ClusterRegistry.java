package io.nautes.cluster.core;

import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Registers clusters. The same program runs on a remote Nautes API server, on a Git repository, or in memory, by making
 * another implementation.
 *
 * <p>Implementations are safe for use by several threads. Every operation throws a {@link RegistryException} when it
 * fails; bad input is refused with an {@link InvalidClusterException} before anything is sent or written.
 */
public interface ClusterRegistry extends AutoCloseable {
    /**
     * Registers a cluster, or changes a registered one.
     *
     * @param name the cluster's name, an RFC 1123 label
     * @param request what to register
     * @param options how
     * @return what was done
     * @throws InvalidClusterException if the request breaks a rule; the exception names every problem
     * @throws ClusterInUseException if the change is of a kind that users of the cluster forbid
     * @throws ConflictException if the cluster was changed since the expected revision
     * @throws OutcomeUnknownException if it is not known whether the change was made
     * @throws RegistryException if the registry cannot be reached, refuses the credentials, or fails
     */
    SaveResult save(String name, ClusterRequest request, ChangeOptions options);

    /**
     * Registers a cluster, or changes a registered one, with default options.
     *
     * @param name the cluster's name, an RFC 1123 label
     * @param request what to register
     * @return what was done
     * @throws RegistryException as {@link #save(String, ClusterRequest, ChangeOptions)}
     */
    default SaveResult save(String name, ClusterRequest request) {
        return save(name, request, ChangeOptions.defaults());
    }

    /**
     * Finds one cluster.
     *
     * @param name the cluster's name
     * @return the cluster, or empty if none of that name is registered
     * @throws InvalidClusterException if the name is none
     * @throws RegistryException if the registry cannot be reached, refuses the credentials, or fails
     */
    Optional<Cluster> find(String name);

    /**
     * Lists clusters.
     *
     * @param filter which
     * @return the clusters, in the registry's order
     * @throws RegistryException if the registry cannot be reached, refuses the credentials, or fails
     */
    List<Cluster> list(ClusterFilter filter);

    /**
     * Lists all clusters.
     *
     * @return the clusters, in the registry's order
     * @throws RegistryException as {@link #list(ClusterFilter)}
     */
    default List<Cluster> list() {
        return list(ClusterFilter.all());
    }

    /**
     * Deletes a cluster's registration.
     *
     * @param name the cluster's name
     * @param options how
     * @return what was done; deleting what is not registered is no failure
     * @throws InvalidClusterException if the name is none
     * @throws ClusterInUseException if others stand on the cluster
     * @throws ConflictException if the cluster was changed since the expected revision
     * @throws OutcomeUnknownException if it is not known whether the change was made
     * @throws RegistryException if the registry cannot be reached, refuses the credentials, or fails
     */
    DeleteResult delete(String name, ChangeOptions options);

    /**
     * Deletes a cluster's registration, with default options.
     *
     * @param name the cluster's name
     * @return what was done; deleting what is not registered is no failure
     * @throws RegistryException as {@link #delete(String, ChangeOptions)}
     */
    default DeleteResult delete(String name) {
        return delete(name, ChangeOptions.defaults());
    }

    /**
     * Saves several clusters, hosts before the virtual clusters that stand on them. A store makes one commit of them;
     * changes to an API server are serialised: one is sent when the one before is answered.
     *
     * @param requests what to register, by the clusters' names
     * @param options how
     * @return what became of each; a failure of one cluster is told there and not thrown
     * @throws RegistryException if a store makes one commit of all, and that failed
     */
    default BatchResult saveAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        return new SequentialBatch(options).saveAll(this, requests);
    }

    /**
     * Deletes several clusters' registrations, virtual clusters before their hosts.
     *
     * @param names the clusters' names
     * @param options how
     * @return what became of each; a failure of one cluster is told there and not thrown
     * @throws RegistryException if the clusters cannot be listed, or a store makes one commit of all, and that failed
     */
    default BatchResult deleteAll(Collection<String> names, BatchOptions options) {
        return new SequentialBatch(options).deleteAll(this, names);
    }

    /** Releases what the registry holds. Operations under way end with a failure. Closing twice does nothing. */
    @Override
    void close();
}
