package io.nautes.cluster.core;

import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ParsedRequest;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asynchronous operations of a registry whose operations block. */
final class ExecutorClusterRegistry implements AsyncClusterRegistry {
    private final ClusterRegistry registry;
    private final Executor executor;

    ExecutorClusterRegistry(ClusterRegistry registry, Executor executor) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    @Override
    public CompletableFuture<SaveResult> save(String name, ParsedRequest request, ChangeOptions options) {
        return start(() -> registry.save(name, request, options));
    }

    @Override
    public CompletableFuture<Optional<Cluster>> find(String name, ReadOptions options) {
        return start(() -> registry.find(name, options));
    }

    @Override
    public CompletableFuture<ClusterList> list(ClusterFilter filter, ReadOptions options) {
        return start(() -> registry.list(filter, options));
    }

    @Override
    public CompletableFuture<DeleteResult> delete(String name, ChangeOptions options) {
        return start(() -> registry.delete(name, options));
    }

    @Override
    public CompletableFuture<ChangePlan> plan(String name, ParsedRequest request, ChangeOptions options) {
        return start(() -> registry.plan(name, request, options));
    }

    @Override
    public CompletableFuture<ChangePlan> planDelete(String name, ChangeOptions options) {
        return start(() -> registry.planDelete(name, options));
    }

    @Override
    public CompletableFuture<BatchPlan> planAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        return start(() -> registry.planAll(requests, options));
    }

    @Override
    public CompletableFuture<BatchPlan> planDeleteAll(Collection<String> names, BatchOptions options) {
        return start(() -> registry.planDeleteAll(names, options));
    }

    @Override
    public CompletableFuture<BatchResult> saveAll(Map<String, ClusterRequest> requests, BatchOptions options) {
        return start(() -> registry.saveAll(requests, options));
    }

    @Override
    public CompletableFuture<BatchResult> deleteAll(Collection<String> names, BatchOptions options) {
        return start(() -> registry.deleteAll(names, options));
    }

    // The derived future only cancels the operation.
    @SuppressWarnings("FutureReturnValueIgnored")
    private <T> CompletableFuture<T> start(Supplier<T> operation) {
        Task<T> task = new Task<>(operation);
        task.result.whenComplete((value, failure) -> task.end());
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            task.result.completeExceptionally(new RegistryException(
                    FailureCode.CANCELLED,
                    "the operation was not started: the executor takes no more tasks; nothing was changed",
                    e));
        }
        return task.result;
    }

    /** An operation whose thread is interrupted if its future is completed by a caller while the operation runs. */
    private static final class Task<T> implements Runnable {
        private final Supplier<T> operation;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Thread runner;

        Task(Supplier<T> operation) {
            this.operation = operation;
        }

        @Override
        public void run() {
            if (!begin()) {
                return;
            }
            T value;
            try {
                value = operation.get();
            } catch (Throwable e) {
                finish();
                result.completeExceptionally(e);
                return;
            }
            finish();
            result.complete(value);
        }

        private boolean begin() {
            lock.lock();
            try {
                if (result.isDone()) {
                    return false;
                }
                runner = Thread.currentThread();
                return true;
            } finally {
                lock.unlock();
            }
        }

        /** Clears an interrupt that came too late, because the thread belongs to the executor. */
        private void finish() {
            lock.lock();
            try {
                runner = null;
                if (result.isDone()) {
                    Thread.interrupted();
                }
            } finally {
                lock.unlock();
            }
        }

        private void end() {
            lock.lock();
            try {
                if (runner != null) {
                    runner.interrupt();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
