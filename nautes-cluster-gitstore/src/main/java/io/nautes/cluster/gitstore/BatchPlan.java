package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreCommit;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectReader;

/** What a batch of updates comes to if the branch is where it was: a chain of commits, each update's result, failures. */
final class BatchPlan {
    private static final int BULK_OBJECTS = 2_000;

    private final Map<PendingUpdate, StoreCommit> results = new LinkedHashMap<>();
    private final Map<PendingUpdate, Throwable> failures = new LinkedHashMap<>();
    private GitSnapshot tip;
    private boolean isBulk;

    private BatchPlan(GitSnapshot base) {
        this.tip = base;
    }

    /** Asks each update for its decision, on what those before it leave, and puts the commits into the mirror. */
    static BatchPlan make(MirrorRepository repository, ChangeWriter writer, GitSnapshot base, List<PendingUpdate> batch)
            throws IOException {
        BatchPlan plan = new BatchPlan(base);
        try (NewObjects objects = new NewObjects();
                ObjectReader reader = repository.newObjectReader()) {
            ObjectWorkspace workspace = new ObjectWorkspace(objects, reader);
            workspace.keep(base.content().folder());
            for (PendingUpdate pending : batch) {
                plan.decide(workspace, writer, pending);
            }
            if (plan.tip != base) {
                objects.flush(repository);
                plan.isBulk = objects.count() > BULK_OBJECTS;
            }
        }
        return plan;
    }

    private void decide(ObjectWorkspace objects, ChangeWriter writer, PendingUpdate pending) throws IOException {
        GitSnapshot before = tip;
        try {
            StoreChange change = pending.update().decide(before);
            if (!change.isEmpty()) {
                tip = writer.write(objects, before, change, pending.requestId());
            }
            results.put(pending, new StoreCommit(tip.revision(), tip != before));
        } catch (RuntimeException | Error e) {
            // Even an error of one decision is no reason to fail those of others.
            failures.put(pending, e);
        }
    }

    /** What is stored if the plan is carried out; the base itself if nothing changes. */
    GitSnapshot tip() {
        return tip;
    }

    /** Whether the commits bring thousands of objects. */
    boolean isBulk() {
        return isBulk;
    }

    /** Tells each update how it ended. */
    void deliver() {
        results.forEach(PendingUpdate::succeed);
        failures.forEach(PendingUpdate::fail);
    }
}
