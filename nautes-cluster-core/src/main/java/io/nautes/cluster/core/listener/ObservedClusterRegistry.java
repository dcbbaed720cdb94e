package io.nautes.cluster.core.listener;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchPlan;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ChangePlan;
import io.nautes.cluster.core.ClusterList;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.DeleteResult;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.ForwardingClusterRegistry;
import io.nautes.cluster.core.ReadOptions;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ParsedRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A registry that reports the operations of another registry to listeners, for registries that have no listeners. Each
 * operation counts as one attempt, even if the registry retries internally. Safe for use by several threads.
 */
public final class ObservedClusterRegistry extends ForwardingClusterRegistry {
    private static final System.Logger LOG = System.getLogger("io.nautes.cluster.registry");

    private final List<RegistryListener> listeners;
    private final LongSupplier nanoTime;

    private ObservedClusterRegistry(ClusterRegistry registry, List<RegistryListener> listeners, LongSupplier nanoTime) {
        super(registry);
        this.listeners = listeners;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns a registry that reports to listeners.
     *
     * @param registry the registry that does the work; it is closed with the returned one
     * @param listeners the listeners
     * @param nanoTime the clock for durations in nanoseconds, such as {@link System#nanoTime}
     * @return the registry
     */
    public static ObservedClusterRegistry of(
            ClusterRegistry registry, List<RegistryListener> listeners, LongSupplier nanoTime) {
        return new ObservedClusterRegistry(
                registry, List.copyOf(listeners), Objects.requireNonNull(nanoTime, "nanoTime"));
    }

    @Override
    public SaveResult save(String name, ParsedRequest request, ChangeOptions options) {
        return observed(
                RegistryOperation.save(name), () -> delegate().save(name, request, options), SaveResult::revision);
    }

    @Override
    public Optional<Cluster> find(String name, ReadOptions options) {
        return observed(
                RegistryOperation.find(name),
                () -> delegate().find(name, options),
                found -> found.flatMap(Cluster::revision));
    }

    @Override
    public ClusterList list(ClusterFilter filter, ReadOptions options) {
        return observed(RegistryOperation.list(), () -> delegate().list(filter, options), ClusterList::revision);
    }

    @Override
    public Stream<Cluster> stream(ClusterFilter filter, ReadOptions options) {
        return observed(
                RegistryOperation.list(), () -> delegate().stream(filter, options), clusters -> Optional.empty());
    }

    @Override
    public DeleteResult delete(String name, ChangeOptions options) {
        return observed(RegistryOperation.delete(name), () -> delegate().delete(name, options), DeleteResult::revision);
    }

    @Override
    public BatchResult saveAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        return observed(
                RegistryOperation.saveAll(), () -> delegate().saveAll(requests, options), result -> Optional.empty());
    }

    @Override
    public BatchResult deleteAll(Collection<String> names, BatchOptions options) {
        return observed(
                RegistryOperation.deleteAll(), () -> delegate().deleteAll(names, options), result -> Optional.empty());
    }

    @Override
    public ChangePlan plan(String name, ParsedRequest request, ChangeOptions options) {
        return observed(
                RegistryOperation.plan(name), () -> delegate().plan(name, request, options), ChangePlan::revision);
    }

    @Override
    public ChangePlan planDelete(String name, ChangeOptions options) {
        return observed(RegistryOperation.plan(name), () -> delegate().planDelete(name, options), ChangePlan::revision);
    }

    @Override
    public BatchPlan planAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        return observed(
                RegistryOperation.plan(""), () -> delegate().planAll(requests, options), plan -> Optional.empty());
    }

    @Override
    public BatchPlan planDeleteAll(Collection<String> names, BatchOptions options) {
        return observed(
                RegistryOperation.plan(""), () -> delegate().planDeleteAll(names, options), plan -> Optional.empty());
    }

    /**
     * Runs and reports a save that is not an operation of {@link ClusterRegistry}, such as the restoration of an
     * earlier revision.
     *
     * @param operation the operation
     * @param work runs it
     * @return its result
     */
    public SaveResult report(RegistryOperation operation, Supplier<SaveResult> work) {
        return observed(operation, work, SaveResult::revision);
    }

    private <T> T observed(RegistryOperation operation, Supplier<T> work, Function<T, Optional<String>> revision) {
        OperationListeners started = OperationListeners.start(listeners, operation, LOG);
        long start = nanoTime.getAsLong();
        try {
            T result = work.get();
            end(started, start, null, revision.apply(result));
            return result;
        } catch (RegistryException e) {
            end(started, start, e, Optional.empty());
            throw e;
        } catch (RuntimeException | Error e) {
            end(
                    started,
                    start,
                    new RegistryException(FailureCode.CANCELLED, "the operation ended in an error of the program", e),
                    Optional.empty());
            throw e;
        }
    }

    private void end(
            OperationListeners started, long start, @Nullable RegistryException failure, Optional<String> revision) {
        Outcome outcome =
                new Outcome(Optional.ofNullable(failure), revision, Duration.ofNanos(nanoTime.getAsLong() - start));
        started.forEach(listener -> listener.onEnd(outcome));
    }

    private record Outcome(Optional<RegistryException> failure, Optional<String> revision, Duration duration)
            implements OperationOutcome {
        @Override
        public int attempts() {
            return 1;
        }
    }
}
