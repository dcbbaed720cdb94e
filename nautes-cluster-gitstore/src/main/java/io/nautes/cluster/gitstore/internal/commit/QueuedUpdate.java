package io.nautes.cluster.gitstore.internal.commit;

import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.gitstore.internal.util.Deadline;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** An update that waits for its turn, is tried, or is done. Safe for use by several threads. */
final class QueuedUpdate {
    private enum Phase {
        /** Nothing was sent; its caller may still leave. */
        WAITING,
        /** It is being sent: only the server knows how that ends. */
        SENDING,
        /** Its caller has left. */
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

    /** Takes the update back, unless it is being sent. */
    boolean abandon() {
        return phase.compareAndSet(Phase.WAITING, Phase.ABANDONED);
    }

    /** Claims the update for sending, unless it was taken back. */
    boolean send() {
        return phase.compareAndSet(Phase.WAITING, Phase.SENDING);
    }

    /** Records that the server certainly did not accept what was sent. */
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
     * Fails the update with a failure that others share: each caller gets an object of its own, with the same cause.
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
