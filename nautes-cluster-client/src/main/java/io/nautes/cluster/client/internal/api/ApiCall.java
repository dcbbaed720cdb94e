package io.nautes.cluster.client.internal.api;

import io.nautes.cluster.core.CallOptions;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call of the API: its request, and the meaning of its replies.
 *
 * @param operation the operation
 * @param uri the URI of the request
 * @param reader reads the result from the body of a successful reply
 * @param notRegistered the result if the server says that the cluster is not registered; {@code null} if that is a
 *     failure
 * @param request the request to save, whose secrets must not be in any message; {@code null} if the call is not a save
 * @param reconciliation how to verify a change with an unknown outcome; {@code null} if it is not verified
 * @param options the deadline and the headers of this call
 * @param <T> the type of the result
 */
public record ApiCall<T>(
        ApiOperation operation,
        URI uri,
        Function<byte[], T> reader,
        @Nullable T notRegistered,
        @Nullable ClusterRequest request,
        @Nullable Reconciliation<T> reconciliation,
        CallOptions options) {

    /**
     * The verification of a change with an unknown outcome.
     *
     * @param probe the call that reads the cluster
     * @param verdict returns the result of the change if the registered cluster is as requested, and empty otherwise
     * @param <T> the type of the change's result
     */
    public record Reconciliation<T>(
            ApiCall<Optional<Cluster>> probe, Function<Optional<Cluster>, Optional<T>> verdict) {}
}
