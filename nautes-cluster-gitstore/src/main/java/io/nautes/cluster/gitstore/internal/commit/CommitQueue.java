package io.nautes.cluster.gitstore.internal.commit;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.gitstore.internal.branch.TrackedBranch;
import io.nautes.cluster.gitstore.internal.util.ClosedStore;
import io.nautes.cluster.gitstore.internal.util.Deadline;
import io.nautes.cluster.gitstore.internal.util.Pauses;
import io.nautes.cluster.model.internal.support.DaemonThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A queue of updates. One thread takes all updates that wait at the same time and carries them out as one batch. Safe
 * for use by several threads.
 */
public final class CommitQueue implements AutoCloseable {
    private static final int MAX_BATCH = 64;
    private static final long IDLE_SECONDS = 5;
    private static final Duration PATIENCE_ON_CLOSE = Duration.ofSeconds(5);

    /** The thread gives up a little before its callers do, because its failure message has more details. */
    private static final double SHARE_OF_DEADLINE = 0.95;

    private final TrackedBranch branch;
    private final DecisionRunner decisions;
    private final Pauses pauses;
    private final Queue<QueuedUpdate> waiting = new ConcurrentLinkedQueue<>();
    private final Set<QueuedUpdate> running = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor executor;
    private volatile boolean closed;

    public CommitQueue(TrackedBranch branch, DecisionRunner decisions, Pauses pauses) {
        this.branch = branch;
        this.decisions = decisions;
        this.pauses = pauses;
        this.executor = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), CommitQueue::newThread);
        this.executor.allowCoreThreadTimeOut(true);
    }

    private static Thread newThread(Runnable work) {
        return DaemonThreads.create(work, "nautes-cluster-git-committer");
    }

    /**
     * Carries out an update.
     *
     * @param time the maximum duration
     */
    public StoreCommit submit(StoreUpdate update, Duration time) {
        if (decisions.isDeciding()) {
            throw new IllegalStateException("a decision must not update the store that asks for it");
        }
        Deadline end = Deadline.after(time);
        QueuedUpdate pending = new QueuedUpdate(update, end.part(SHARE_OF_DEADLINE));
        waiting.add(pending);
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException e) {
            // The last batch before the close may have taken the update: then its result counts.
            if (pending.abandon()) {
                throw ClosedStore.failure();
            }
        }
        return await(pending, end, time);
    }

    private StoreCommit await(QueuedUpdate pending, Deadline end, Duration time) {
        try {
            return pending.result().get(end.nanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (TimeoutException e) {
            throw left(
                    pending,
                    "the push had not finished by the deadline (" + Deadline.millis(time) + " ms)",
                    new RegistryException(
                            FailureCode.TIMEOUT,
                            "pushing to " + branch + ": the update did not get its turn within " + Deadline.millis(time)
                                    + " ms; nothing was changed, try again later"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw left(
                    pending,
                    "the thread was interrupted before the push finished",
                    new RegistryException(
                            FailureCode.CANCELLED,
                            "pushing to " + branch + ": the thread was interrupted; nothing was changed",
                            e));
        }
    }

    /**
     * Returns the failure of an update that its caller no longer waits for. The reason is used if the outcome is
     * unknown.
     */
    private RegistryException left(QueuedUpdate pending, String reason, RegistryException nothingWasSent) {
        if (pending.abandon()) {
            return nothingWasSent;
        }
        return new OutcomeUnknownException(
                "pushing to " + branch + ": " + reason
                        + ", so it is not known whether the change was made; read the cluster before trying again",
                nothingWasSent.getCause());
    }

    /** Throws the exception of a decision again, unchanged. */
    private static RuntimeException rethrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }

    private void drain() {
        List<QueuedUpdate> batch = new ArrayList<>();
        while (batch.size() < MAX_BATCH) {
            QueuedUpdate next = waiting.poll();
            if (next == null) {
                break;
            }
            if (next.isLive()) {
                batch.add(next);
            }
        }
        if (batch.isEmpty()) {
            return;
        }
        running.addAll(batch);
        try {
            new PushRound(branch, decisions, pauses, batch, () -> closed).run();
            branch.tidy();
        } finally {
            batch.forEach(running::remove);
        }
    }

    /** Fails the updates that wait, and gives the updates in progress a limited time to end. */
    @Override
    public void close() {
        closed = true;
        executor.shutdown();
        for (QueuedUpdate next; (next = waiting.poll()) != null; ) {
            next.fail(ClosedStore.failure());
        }
        boolean ended = false;
        try {
            ended = executor.awaitTermination(PATIENCE_ON_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            running.forEach(pending -> pending.fail(
                    left(pending, "the store was closed before the push finished", ClosedStore.failure())));
            executor.shutdownNow();
        }
    }
}
