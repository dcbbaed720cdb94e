package io.nautes.cluster.gitstore.internal.commit;

import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.gitstore.internal.util.Deadline;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** An update that waits, is in progress, or is completed. Safe for use by several threads. */
final class QueuedUpdate {
    private enum Phase {
        /** Nothing was sent; the caller can still abandon the update. */
        WAITING,
        /** The update is being sent, and only the server knows the outcome. */
        SENDING,
        /** The caller has abandoned the update. */
        ABANDONED
    }

    private final StoreUpdate update;
    private final Deadline deadline;
    private final String requestId = UUID.randomUUID().toString();
    private final CompletableFuture<StoreCommit> result = new CompletableFuture<>();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);

    QueuedUpdate(StoreUpdate update, Deadline deadline) {
        this.update = update;
        this.deadline = deadline;
    }

    StoreUpdate update() {
        return update;
    }

    Deadline deadline() {
        return deadline;
    }

    String requestId() {
        return requestId;
    }

    CompletableFuture<StoreCommit> result() {
        return result;
    }

    /** Abandons the update unless it is being sent. Returns whether it was abandoned. */
    boolean abandon() {
        return phase.compareAndSet(Phase.WAITING, Phase.ABANDONED);
    }

    /** Claims the update for sending unless it was abandoned. Returns whether it was claimed. */
    boolean send() {
        return phase.compareAndSet(Phase.WAITING, Phase.SENDING);
    }

    /** Records that the server did not accept what was sent. */
    void sentInVain() {
        phase.compareAndSet(Phase.SENDING, Phase.WAITING);
    }

    boolean isLive() {
        return phase.get() != Phase.ABANDONED && !result.isDone();
    }

    void succeed(StoreCommit commit) {
        result.complete(commit);
    }

    void fail(Throwable cause) {
        result.completeExceptionally(cause);
    }

    /**
     * Fails the update with a copy of a failure that several updates share, so that each caller gets a separate
     * exception with the same cause.
     */
    void failWithCopyOf(RegistryException shared) {
        RegistryException own = shared instanceof OutcomeUnknownException
                ? new OutcomeUnknownException(String.valueOf(shared.getMessage()), shared.getCause())
                : new RegistryException(shared.code(), String.valueOf(shared.getMessage()), shared.getCause());
        for (Throwable suppressed : shared.getSuppressed()) {
            own.addSuppressed(suppressed);
        }
        fail(own);
    }
}
