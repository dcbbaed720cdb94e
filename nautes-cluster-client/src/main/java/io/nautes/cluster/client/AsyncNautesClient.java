package io.nautes.cluster.client;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The asynchronous side of a {@link NautesClient}. */
// What the stages end in is the result that the caller holds.
@SuppressWarnings("FutureReturnValueIgnored")
final class AsyncNautesClient implements AsyncClusterRegistry {
    private final ClusterCalls calls;
    private final Exchange exchange;
    private final @Nullable ChangeQueue changes;
    private final boolean reconcile;

    AsyncNautesClient(ClusterCalls calls, Exchange exchange, @Nullable ChangeQueue changes, boolean reconcile) {
        this.calls = calls;
        this.exchange = exchange;
        this.changes = changes;
        this.reconcile = reconcile;
    }

    @Override
    public CompletableFuture<SaveResult> save(String name, ClusterRequest request, ChangeOptions options) {
        return change(name, () -> calls.save(name, request, options));
    }

    @Override
    public CompletableFuture<Optional<Cluster>> find(String name) {
        return read(() -> calls.find(name));
    }

    @Override
    public CompletableFuture<List<Cluster>> list(ClusterFilter filter) {
        return read(() -> calls.list(filter));
    }

    @Override
    public CompletableFuture<DeleteResult> delete(String name, ChangeOptions options) {
        return change(name, () -> calls.delete(name, options));
    }

    private <T> CompletableFuture<T> read(Supplier<Prepared<T>> preparation) {
        Prepared<T> prepared;
        try {
            prepared = preparation.get();
        } catch (RegistryException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        run(prepared, result);
        return result;
    }

    private <T> CompletableFuture<T> change(String name, Supplier<Prepared<T>> preparation) {
        Prepared<T> prepared;
        try {
            prepared = preparation.get();
        } catch (RegistryException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture<T> sent = new CompletableFuture<>();
        sent.whenComplete((value, failure) -> finish(name, prepared, value, failure, result));
        result.whenComplete((value, failure) -> {
            if (result.isCancelled()) {
                sent.cancel(true);
            }
        });
        if (changes == null) {
            run(prepared, sent);
            return result;
        }
        ChangeQueue.Turn turn = changes.enter();
        sent.whenComplete((value, failure) -> turn.leave());
        turn.ready().whenComplete((nothing, failure) -> run(prepared, sent));
        return result;
    }

    private <T> void run(Prepared<T> prepared, CompletableFuture<T> result) {
        if (result.isDone()) {
            return;
        }
        CompletableFuture<HttpResponse<byte[]>> sent = exchange.sendAsync(prepared.operation(), prepared.accepted());
        result.whenComplete((value, failure) -> {
            if (result.isCancelled()) {
                sent.cancel(true);
            }
        });
        sent.whenComplete((response, failure) -> {
            if (failure != null) {
                result.completeExceptionally(unwrapped(failure));
                return;
            }
            try {
                result.complete(prepared.result().apply(response));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
    }

    private <T> void finish(
            String name,
            Prepared<T> prepared,
            @Nullable T value,
            @Nullable Throwable failure,
            CompletableFuture<T> result) {
        if (failure == null) {
            result.complete(value);
        } else if (reconcile && failure instanceof OutcomeUnknownException) {
            find(name).whenComplete((found, findFailure) -> {
                Optional<T> made = findFailure == null ? prepared.reconciled().compare(found) : Optional.empty();
                made.ifPresentOrElse(result::complete, () -> result.completeExceptionally(failure));
            });
        } else {
            result.completeExceptionally(failure);
        }
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
