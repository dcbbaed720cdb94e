package io.nautes.cluster.core;

import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ParsedRequest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The asynchronous operations of a {@link ClusterRegistry}. They have the same meaning and fail with the same
 * exceptions. Every exception completes the future and is not thrown, even for invalid input.
 *
 * <p>Safe for use by several threads until the registry is closed. A future completes on a thread of the registry or of
 * the executor, and dependent actions may block that thread.
 */
public interface AsyncClusterRegistry {
    /**
     * Returns the operations of a registry, run on the threads of an executor. Canceling a future before its operation
     * begins prevents the operation. Canceling it later interrupts the thread, and the outcome of a change is then
     * unknown.
     *
     * @param registry the registry, which stays open
     * @param executor the threads, each of which is blocked for as long as an operation takes
     * @return the operations
     */
    static AsyncClusterRegistry of(ClusterRegistry registry, Executor executor) {
        return new ExecutorClusterRegistry(registry, executor);
    }

    /**
     * Registers a cluster, or changes a registered one.
     *
     * @param name the cluster's name
     * @param request what to register
     * @param options how
     * @return the result
     */
    default CompletableFuture<SaveResult> save(String name, ClusterRequest request, ChangeOptions options) {
        return save(name, ParsedRequest.of(request), options);
    }

    /**
     * Registers a cluster, or changes a registered one, as requested in a user's document.
     *
     * @param name the cluster's name
     * @param request the request as it was read; its mismatches are findings of the save
     * @param options how
     * @return the result
     */
    CompletableFuture<SaveResult> save(String name, ParsedRequest request, ChangeOptions options);

    /**
     * Registers a cluster, or changes a registered one, with default options.
     *
     * @param name the cluster's name
     * @param request what to register
     * @return the result
     */
    default CompletableFuture<SaveResult> save(String name, ClusterRequest request) {
        return save(name, request, ChangeOptions.defaults());
    }

    /**
     * Finds one cluster.
     *
     * @param name the cluster's name
     * @param options how
     * @return the cluster; empty if no cluster of that name is registered
     */
    CompletableFuture<Optional<Cluster>> find(String name, ReadOptions options);

    /**
     * Finds one cluster as it is registered now.
     *
     * @param name the cluster's name
     * @return the cluster; empty if no cluster of that name is registered
     */
    default CompletableFuture<Optional<Cluster>> find(String name) {
        return find(name, ReadOptions.fresh());
    }

    /**
     * Lists clusters.
     *
     * @param filter selects the clusters
     * @param options how
     * @return the clusters, in the registry's order
     */
    CompletableFuture<ClusterList> list(ClusterFilter filter, ReadOptions options);

    /**
     * Lists clusters as they are registered now.
     *
     * @param filter selects the clusters
     * @return the clusters, in the registry's order
     */
    default CompletableFuture<ClusterList> list(ClusterFilter filter) {
        return list(filter, ReadOptions.fresh());
    }

    /**
     * Lists all clusters as they are registered now.
     *
     * @return the clusters, in the registry's order
     */
    default CompletableFuture<ClusterList> list() {
        return list(ClusterFilter.all());
    }

    /**
     * Deletes a cluster's registration.
     *
     * @param name the cluster's name
     * @param options how
     * @return the result
     */
    CompletableFuture<DeleteResult> delete(String name, ChangeOptions options);

    /**
     * Deletes a cluster's registration, with default options.
     *
     * @param name the cluster's name
     * @return the result
     */
    default CompletableFuture<DeleteResult> delete(String name) {
        return delete(name, ChangeOptions.defaults());
    }

    /**
     * Plans a save; see {@link ClusterRegistry#plan(String, ParsedRequest, ChangeOptions)}.
     *
     * @param name the cluster's name
     * @param request the request as it was read
     * @param options how the save would be made
     * @return the plan
     */
    default CompletableFuture<ChangePlan> plan(String name, ParsedRequest request, ChangeOptions options) {
        return CompletableFuture.failedFuture(PlanSupport.missing());
    }

    /**
     * Plans a delete; see {@link ClusterRegistry#planDelete(String, ChangeOptions)}.
     *
     * @param name the cluster's name
     * @param options how the delete would be made
     * @return the plan
     */
    default CompletableFuture<ChangePlan> planDelete(String name, ChangeOptions options) {
        return CompletableFuture.failedFuture(PlanSupport.missing());
    }

    /**
     * Plans the saves of a batch; see {@link ClusterRegistry#planAll}.
     *
     * @param requests what to register, by the clusters' names
     * @param options how
     * @return the plan; a change that would fail does not fail the future
     */
    default CompletableFuture<BatchPlan> planAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        return CompletableFuture.failedFuture(PlanSupport.missing());
    }

    /**
     * Plans the deletes of a batch; see {@link ClusterRegistry#planDeleteAll}.
     *
     * @param names the clusters' names
     * @param options how
     * @return the plan; a change that would fail does not fail the future
     */
    default CompletableFuture<BatchPlan> planDeleteAll(Collection<String> names, BatchOptions options) {
        return CompletableFuture.failedFuture(PlanSupport.missing());
    }

    /**
     * Registers several clusters, hosts before their virtual clusters. A registry that cannot save them in one commit
     * saves them one after the other.
     *
     * @param requests the requests by name
     * @param options how; the listener is notified on threads of the registry, or on the caller's thread if a request
     *     is refused immediately
     * @return the outcome of each; a failure of one cluster does not fail the future
     */
    default CompletableFuture<BatchResult> saveAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        return AsyncBatch.saveAll(this, requests, options);
    }

    /**
     * Deletes several clusters' registrations, virtual clusters before their hosts. A registry that cannot delete them
     * in one commit deletes them one after the other.
     *
     * @param names the clusters' names
     * @param options how; the listener is notified as in {@link #saveAll}
     * @return the outcome of each; a failure of one cluster does not fail the future, but a failure to list the
     *     clusters does
     */
    default CompletableFuture<BatchResult> deleteAll(Collection<String> names, BatchOptions options) {
        return AsyncBatch.deleteAll(this, names, options);
    }
}
