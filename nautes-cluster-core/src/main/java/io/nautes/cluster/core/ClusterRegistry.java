package io.nautes.cluster.core;

import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ParsedRequest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A registry of clusters. With different implementations, the same program works with a remote Nautes API server, a Git
 * repository, or memory.
 *
 * <p>Implementations are safe for use by several threads. Every operation throws a {@link RegistryException} when it
 * fails. Invalid input is refused with an {@link InvalidClusterException} before anything is sent or written.
 */
public interface ClusterRegistry extends AutoCloseable {
    /**
     * Registers a cluster, or changes a registered one, as requested in a user's document. Mismatches that were found
     * while the document was read are findings of the save.
     *
     * @param name the cluster's name
     * @param request the request as it was read
     * @param options how
     * @return the result
     * @throws InvalidClusterException as {@link #save(String, ClusterRequest, ChangeOptions)}, or if a mismatch is an
     *     error
     * @throws RegistryException as {@link #save(String, ClusterRequest, ChangeOptions)}
     */
    SaveResult save(String name, ParsedRequest request, ChangeOptions options);

    /**
     * Registers a cluster, or changes a registered one, as requested in a user's document, with default options.
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
     * @throws InvalidClusterException if the request violates a rule; the exception lists every problem
     * @throws ClusterInUseException if the cluster is in use and its users prevent a change of this kind
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
     * @param options how
     * @return the cluster, with the revision that was read if the registry has revisions; empty if no cluster of that
     *     name is registered
     * @throws InvalidClusterException if the name is not valid
     * @throws RegistryException if the registry cannot be reached, refuses the credentials, or fails; with {@link
     *     FailureCode#MALFORMED_CONTENT} if the cluster is registered and cannot be read
     */
    Optional<Cluster> find(String name, ReadOptions options);

    /**
     * Finds one cluster as it is registered now.
     *
     * @param name the cluster's name
     * @return the cluster; empty if no cluster of that name is registered
     * @throws RegistryException as {@link #find(String, ReadOptions)}
     */
    default Optional<Cluster> find(String name) {
        return find(name, ReadOptions.fresh());
    }

    /**
     * Lists clusters.
     *
     * @param filter selects the clusters
     * @param options how
     * @return the clusters, each with the revision that was read, and the clusters that cannot be read
     * @throws RegistryException if the registry cannot be reached, refuses the credentials, or fails
     */
    ClusterList list(ClusterFilter filter, ReadOptions options);

    /**
     * Lists clusters as they are registered now.
     *
     * @param filter selects the clusters
     * @return the clusters, each with the revision that was read, and the clusters that cannot be read
     * @throws RegistryException as {@link #list(ClusterFilter, ReadOptions)}
     */
    default ClusterList list(ClusterFilter filter) {
        return list(filter, ReadOptions.fresh());
    }

    /**
     * Lists all clusters as they are registered now.
     *
     * @return the clusters, each with the revision that was read, and the clusters that cannot be read
     * @throws RegistryException as {@link #list(ClusterFilter, ReadOptions)}
     */
    default ClusterList list() {
        return list(ClusterFilter.all());
    }

    /**
     * Returns a stream of clusters. The registry is read when this method is called. A registry over a store creates
     * each cluster when the stream reaches it.
     *
     * @param filter selects the clusters
     * @param options how
     * @return the clusters, in the order of {@link ClusterList#all()}
     * @throws RegistryException as {@link ClusterList#all()} and {@link #list(ClusterFilter, ReadOptions)}
     */
    default Stream<Cluster> stream(ClusterFilter filter, ReadOptions options) {
        return list(filter, options).all().stream();
    }

    /**
     * Deletes a cluster's registration.
     *
     * @param name the cluster's name
     * @param options how
     * @return the result; deleting a cluster that is not registered is not a failure
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
     * @return the result; deleting a cluster that is not registered is not a failure
     * @throws RegistryException as {@link #delete(String, ChangeOptions)}
     */
    default DeleteResult delete(String name) {
        return delete(name, ChangeOptions.defaults());
    }

    /**
     * Plans a save that would be made now. Nothing is changed or locked.
     *
     * @param name the cluster's name
     * @param request the request as it was read
     * @param options how the save would be made; its precondition is checked
     * @return the plan
     * @throws RegistryException as {@link #save(String, ParsedRequest, ChangeOptions)} would throw; with {@link
     *     FailureCode#UNSUPPORTED} if this registry cannot plan
     */
    default ChangePlan plan(String name, ParsedRequest request, ChangeOptions options) {
        throw PlanSupport.missing();
    }

    /**
     * Plans a save with default options.
     *
     * @param name the cluster's name
     * @param request what to register
     * @return the plan
     * @throws RegistryException as {@link #plan(String, ParsedRequest, ChangeOptions)}
     */
    default ChangePlan plan(String name, ClusterRequest request) {
        return plan(name, ParsedRequest.of(request), ChangeOptions.defaults());
    }

    /**
     * Plans a delete that would be made now. Nothing is changed or locked.
     *
     * @param name the cluster's name
     * @param options how the delete would be made; its precondition is checked
     * @return the plan
     * @throws RegistryException as {@link #delete(String, ChangeOptions)} would throw; with {@link
     *     FailureCode#UNSUPPORTED} if this registry cannot plan
     */
    default ChangePlan planDelete(String name, ChangeOptions options) {
        throw PlanSupport.missing();
    }

    /**
     * Plans a delete with default options.
     *
     * @param name the cluster's name
     * @return the plan
     * @throws RegistryException as {@link #planDelete(String, ChangeOptions)}
     */
    default ChangePlan planDelete(String name) {
        return planDelete(name, ChangeOptions.defaults());
    }

    /**
     * Plans the saves of a batch, each based on the result of those before it.
     *
     * @param requests what to register, by the clusters' names
     * @param options how
     * @return the plan; it reports a change that would fail, and no exception is thrown for it
     * @throws RegistryException if the registry cannot be read; with {@link FailureCode#UNSUPPORTED} if it cannot plan
     */
    default BatchPlan planAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        throw PlanSupport.missing();
    }

    /**
     * Plans the deletes of a batch, each based on the result of those before it.
     *
     * @param names the clusters' names
     * @param options how
     * @return the plan; it reports a change that would fail, and no exception is thrown for it
     * @throws RegistryException if the registry cannot be read; with {@link FailureCode#UNSUPPORTED} if it cannot plan
     */
    default BatchPlan planDeleteAll(Collection<String> names, BatchOptions options) {
        throw PlanSupport.missing();
    }

    /**
     * Saves several clusters, hosts before their virtual clusters. A store saves them in one commit; changes to an API
     * server are sent one after the other.
     *
     * @param requests what to register, by the clusters' names
     * @param options how
     * @return the outcome of each cluster; no exception is thrown if one of them fails
     * @throws RegistryException if a store saves all of them in one commit and the commit fails
     */
    default BatchResult saveAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        return new SequentialBatch(options).saveAll(this, requests);
    }

    /**
     * Deletes several clusters' registrations, virtual clusters before their hosts.
     *
     * @param names the clusters' names
     * @param options how
     * @return the outcome of each cluster; no exception is thrown if one of them fails
     * @throws RegistryException if the clusters cannot be listed, or if a store deletes all of them in one commit and
     *     the commit fails
     */
    default BatchResult deleteAll(Collection<String> names, BatchOptions options) {
        return new SequentialBatch(options).deleteAll(this, names);
    }

    /** Releases the registry's resources. Operations in progress fail. Closing it again has no effect. */
    @Override
    void close();
}
