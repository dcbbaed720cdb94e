package io.nautes.cluster.client.internal.api;

import io.nautes.cluster.core.CallOptions;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API: what is sent and what the replies mean.
 *
 * @param operation what is sent
 * @param uri where to
 * @param reader makes the result of the body of a success
 * @param notRegistered the result if the server says that the cluster is not registered; {@code null} if that is a
 *     failure
 * @param request what is to be saved, whose secrets no message may show; {@code null} if nothing is
 * @param reconciliation how to learn the outcome of a change that ended unknown; {@code null} if that is not wanted
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
     * How to learn the outcome of a change that ended unknown.
     *
     * @param probe reads the cluster
     * @param verdict the result if what is registered is what was to be; empty if it is not, or not yet
     * @param <T> the type of the change's result
     */
    public record Reconciliation<T>(
            ApiCall<Optional<Cluster>> probe, Function<Optional<Cluster>, Optional<T>> verdict) {}
}
