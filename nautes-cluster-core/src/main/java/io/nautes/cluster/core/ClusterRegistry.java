package io.nautes.cluster.core;

import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ParsedRequest;
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
     * Registers a cluster, or changes a registered one, as a user's document says. Mismatches that were found while the
     * document was read are findings of the save.
     *
     * @param name the cluster's name
     * @param request the request as it was read
     * @param options how
     * @return the result
     * @throws InvalidClusterException as {@link #save(String, ClusterRequest, ChangeOptions)}, or if a mismatch is an error
     * @throws RegistryException as {@link #save(String, ClusterRequest, ChangeOptions)}
     */
    SaveResult save(String name, ParsedRequest request, ChangeOptions options);

    /**
     * Registers a cluster, or changes a registered one, as a user's document says, with default options.
     *
     * @param name the cluster's name
     * @param request the request as it was read
     * @return the result
     * @throws RegistryException as {@link #save(String, ParsedRequest, ChangeOptions)}
     */
    default SaveResult save(String name, ParsedRequest request) {
        return save(name, request, ChangeOptions.defaults());
    }

    /**
     * Registers a cluster, or changes a registered one.
     *
     * @param name the cluster's name: a DNS subdomain for a physical cluster, an RFC 1123 label for a virtual one
     * @param request what to register
     * @param options how
     * @return the result
     * @throws InvalidClusterException if the request breaks a rule; the exception names every problem
     * @throws ClusterInUseException if the cluster is in use, and users forbid a change of this kind
     * @throws ConflictException if the precondition does not hold
     * @throws OutcomeUnknownException if it is not known whether the change was made
     * @throws RegistryException if the registry cannot be reached, refuses the credentials, or fails
     */
    default SaveResult save(String name, ClusterRequest request, ChangeOptions options) {
        return save(name, ParsedRequest.of(request), options);
    }

    /**
     * Registers a cluster, or changes a registered one, with default options.
     *
     * @param name the cluster's name, an RFC 1123 label
     * @param request what to register
     * @return the result
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
     * @throws InvalidClusterException if the name is not valid
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
     * @return the result; deleting what is not registered is no failure
     * @throws InvalidClusterException if the name is not valid
     * @throws ClusterInUseException if the cluster is in use
     * @throws ConflictException if the precondition does not hold
     * @throws OutcomeUnknownException if it is not known whether the change was made
     * @throws RegistryException if the registry cannot be reached, refuses the credentials, or fails
     */
    DeleteResult delete(String name, ChangeOptions options);

    /**
     * Deletes a cluster's registration, with default options.
     *
     * @param name the cluster's name
     * @return the result; deleting what is not registered is no failure
     * @throws RegistryException as {@link #delete(String, ChangeOptions)}
     */
    default DeleteResult delete(String name) {
        return delete(name, ChangeOptions.defaults());
    }

    /**
     * Saves several clusters, hosts before the virtual clusters that name them. A store saves them in one commit; changes to
     * an API server are sent one after the other.
     *
     * @param requests what to register, by the clusters' names
     * @param options how
     * @return the outcome of each; a failure of one cluster is not thrown
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
     * @return the outcome of each; a failure of one cluster is not thrown
     * @throws RegistryException if the clusters cannot be listed, or a store makes one commit of all, and that failed
     */
    default BatchResult deleteAll(Collection<String> names, BatchOptions options) {
        return new SequentialBatch(options).deleteAll(this, names);
    }

    /** Releases what the registry holds. Operations in progress fail. Closing twice does nothing. */
    @Override
    void close();
}
