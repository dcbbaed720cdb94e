package io.nautes.cluster.gitstore.internal.commit;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.gitstore.internal.mirror.MirrorRepository;
import io.nautes.cluster.gitstore.internal.objects.ObjectWorkspace;
import io.nautes.cluster.gitstore.internal.objects.PackBuilder;
import io.nautes.cluster.gitstore.internal.snapshot.GitSnapshot;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * The commits of several updates, each built on the commit before it, and the result or failure that each update has if
 * the branch has not moved. Built by one thread, and read by another when it is complete.
 */
final class CommitChain {
    private static final int BULK_OBJECTS = 2_000;

    /** The writer for which the thread makes a decision. */
    private static final ThreadLocal<@Nullable CommitWriter> DECIDING = new ThreadLocal<>();

    private final Map<QueuedUpdate, StoreCommit> results = new LinkedHashMap<>();
    private final Map<QueuedUpdate, Throwable> failures = new LinkedHashMap<>();
    private final Set<QueuedUpdate> committed = new LinkedHashSet<>();
    private final GitSnapshot base;
    private volatile @Nullable QueuedUpdate deciding;
    private GitSnapshot tip;
    private boolean isBulk;

    CommitChain(GitSnapshot base) {
        this.base = base;
        this.tip = base;
    }

    /**
     * Makes the decision of each update on the content that the updates before it leave, and writes the commits into
     * the mirror.
     */
    void make(MirrorRepository repository, CommitWriter writer, List<QueuedUpdate> batch) throws IOException {
        DECIDING.set(writer);
        try (PackBuilder objects = new PackBuilder();
                ObjectReader reader = repository.newObjectReader()) {
            ObjectWorkspace workspace = new ObjectWorkspace(objects, reader);
            workspace.keep(base.content().folder());
            for (QueuedUpdate pending : batch) {
                deciding = pending;
                decide(workspace, writer, pending);
            }
            if (isCommit()) {
                objects.flush(repository);
                isBulk = objects.count() > BULK_OBJECTS;
            }
        } finally {
            DECIDING.remove();
        }
    }

    /** Returns whether this thread is making a decision for the store of a writer. */
    static boolean isDecidingFor(CommitWriter writer) {
        return DECIDING.get() == writer;
    }

    private void decide(ObjectWorkspace objects, CommitWriter writer, QueuedUpdate pending) throws IOException {
        GitSnapshot before = tip;
        try {
            StoreChange change = pending.update().decide(before);
            if (!change.isEmpty()) {
                tip = write(objects, writer, change, pending);
            }
            if (tip != before) {
                committed.add(pending);
            }
            results.put(pending, new StoreCommit(tip.revision(), tip != before));
        } catch (RuntimeException | Error e) {
            // An error in one decision must not fail the other updates.
            failures.put(pending, e);
        }
    }

    private GitSnapshot write(ObjectWorkspace objects, CommitWriter writer, StoreChange change, QueuedUpdate pending)
            throws IOException {
        try {
            return writer.write(objects, tip, change, pending.requestId());
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw new RegistryException(
                    FailureCode.MALFORMED_CONTENT,
                    "writing the commit takes more memory than is available ("
                            + e.getClass().getSimpleName()
                            + "); check the templates and the message format; nothing was changed",
                    e);
        }
    }

    /** Returns the update that is being decided; {@code null} before the first one. */
    @Nullable
    QueuedUpdate deciding() {
        return deciding;
    }

    /** Returns whether there is a commit to push. */
    boolean isCommit() {
        return tip != base;
    }

    /** Returns the content after the chain is pushed; the base if nothing changes. */
    GitSnapshot tip() {
        return tip;
    }

    /** Returns the updates that a commit is made for. The outcome of the push does not affect the remaining updates. */
    Set<QueuedUpdate> committed() {
        return committed;
    }

    /** Returns whether the commits add thousands of objects. */
    boolean isBulk() {
        return isBulk;
    }

    /** Completes each update with its result or failure. */
    void deliver() {
        results.forEach(QueuedUpdate::succeed);
        failures.forEach(QueuedUpdate::fail);
    }
}
