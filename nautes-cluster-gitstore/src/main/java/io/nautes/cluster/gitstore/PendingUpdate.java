package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreUpdate;
import org.jspecify.annotations.Nullable;

/** An update that waits for its turn. Its fields are guarded by the lock of the committer. */
final class PendingUpdate {
    private final StoreUpdate update;
    private @Nullable StoreCommit result;
    private @Nullable RuntimeException failure;

    PendingUpdate(StoreUpdate update) {
        this.update = update;
    }

    StoreUpdate update() {
        return update;
    }

    boolean isDone() {
        return result != null || failure != null;
    }

    void succeed(StoreCommit commit) {
        result = commit;
    }

    void fail(RuntimeException cause) {
        failure = cause;
    }

    StoreCommit outcome() {
        if (failure != null) {
            throw failure;
        }
        if (result == null) {
            throw new IllegalStateException("the update was not carried out");
        }
        return result;
    }
}
