package io.nautes.cluster.core;

import io.nautes.cluster.core.BatchResult.Entry;
import io.nautes.cluster.core.BatchResult.Outcome;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A batch of single changes that blocks no thread. The changes run one after the other, in the order of {@link
 * BatchOrder}: a server mixes up concurrent changes, and a virtual cluster needs its host.
 */
// The derived futures end in the result, or in a cancellation that nobody waits for.
@SuppressWarnings("FutureReturnValueIgnored")
final class AsyncBatch {
    private final BatchOptions options;
    private final List<Step> steps;
    private final List<Entry> entries;
    private final CompletableFuture<BatchResult> result;
    private boolean stopped;
    private volatile @Nullable CompletableFuture<Entry> running;

    private record Step(String name, Supplier<CompletableFuture<Entry>> change) {}

    private AsyncBatch(BatchOptions options, List<Step> steps, CompletableFuture<BatchResult> result) {
        this.options = options;
        this.steps = steps;
        this.entries = new ArrayList<>(steps.size());
        this.result = result;
        result.whenComplete((value, failure) -> cancelRunning());
    }

    static CompletableFuture<BatchResult> saveAll(
            AsyncClusterRegistry registry, Map<String, ClusterRequest> requests, BatchOptions options) {
        CompletableFuture<BatchResult> result = new CompletableFuture<>();
        List<Step> steps = new ArrayList<>(requests.size());
        for (Map.Entry<String, ClusterRequest> request : BatchOrder.forSaves(requests)) {
            String name = request.getKey();
            steps.add(new Step(
                    name,
                    () -> entry(
                            name,
                            registry.save(name, request.getValue(), options.changeOptions(name)),
                            saved -> new Entry(
                                    name, Outcome.valueOf(saved.change().name()), saved.warnings(), null))));
        }
        new AsyncBatch(options, steps, result).run();
        return result;
    }

    static CompletableFuture<BatchResult> deleteAll(
            AsyncClusterRegistry registry, Collection<String> names, BatchOptions options) {
        List<String> given = List.copyOf(names);
        CompletableFuture<BatchResult> result = new CompletableFuture<>();
        CompletableFuture<ClusterList> listed = registry.list();
        result.whenComplete((value, failure) -> listed.cancel(true));
        listed.whenComplete((clusters, failure) -> {
            if (failure != null) {
                result.completeExceptionally(unwrapped(failure));
                return;
            }
            Set<String> virtual = clusters.readable().stream()
                    .filter(cluster -> ClusterType.VIRTUAL.equals(cluster.clusterType()))
                    .map(Cluster::name)
                    .collect(Collectors.toSet());
            List<Step> steps = new ArrayList<>(given.size());
            for (String name : BatchOrder.forDeletes(given, virtual::contains)) {
                steps.add(new Step(
                        name,
                        () -> entry(
                                name,
                                registry.delete(name, options.changeOptions(name)),
                                deleted -> new Entry(
                                        name,
                                        deleted.deleted() ? Outcome.DELETED : Outcome.NOT_REGISTERED,
                                        List.of(),
                                        null))));
            }
            new AsyncBatch(options, steps, result).run();
        });
        return result;
    }

    /** Returns the outcome of a change; canceling it cancels the call. */
    private static <T> CompletableFuture<Entry> entry(String name, CompletableFuture<T> call, Function<T, Entry> done) {
        CompletableFuture<Entry> entry = call.handle((value, thrown) -> {
            Throwable failure = thrown == null ? null : unwrapped(thrown);
            if (failure == null) {
                return done.apply(value);
            }
            if (failure instanceof RegistryException known) {
                return new Entry(name, Outcome.FAILED, List.of(), known);
            }
            throw new CompletionException(failure);
        });
        entry.whenComplete((value, failure) -> call.cancel(true));
        return entry;
    }

    private void run() {
        try {
            goOn();
        } catch (RuntimeException | Error e) {
            // An exception of the listener, for example, would go unnoticed otherwise.
            result.completeExceptionally(unwrapped(e));
        }
    }

    /**
     * Continues in a loop while changes complete immediately, so that a long batch of refused changes needs no deep
     * stack.
     */
    private void goOn() {
        while (entries.size() < steps.size() && !result.isDone()) {
            Step step = steps.get(entries.size());
            if (stopped) {
                add(new Entry(step.name(), Outcome.NOT_TRIED, List.of(), null));
                continue;
            }
            CompletableFuture<Entry> change = step.change().get();
            running = change;
            if (result.isDone()) {
                change.cancel(true);
                return;
            }
            if (!change.isDone()) {
                change.whenComplete((entry, failure) -> resume(change));
                return;
            }
            add(change.join());
        }
        result.complete(new BatchResult(entries));
    }

    private void resume(CompletableFuture<Entry> change) {
        try {
            add(change.join());
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(unwrapped(e));
            return;
        }
        run();
    }

    private void add(Entry entry) {
        stopped |= options.stopAtFirstFailure() && entry.outcome() == Outcome.FAILED;
        entries.add(entry);
        options.listener().onProgress(entry, entries.size(), steps.size());
    }

    private void cancelRunning() {
        CompletableFuture<Entry> change = running;
        if (change != null) {
            change.cancel(true);
        }
    }

    /** Returns the failure without the exceptions that futures wrap it in. */
    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? unwrapped(cause) : failure;
    }
}
