package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.gitstore.RepositoryPreview;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store that only looks at what an update would leave. For one thread. */
final class PreviewStore implements ClusterStore {
    private final GitClusterStore store;
    private @Nullable RepositoryPreview last;

    PreviewStore(GitClusterStore store) {
        this.store = store;
    }

    /** Returns what the last update would leave; empty if there was none. */
    Optional<RepositoryPreview> last() {
        return Optional.ofNullable(last);
    }

    @Override
    public StoreSnapshot snapshot() {
        return store.snapshot();
    }

    @Override
    public StoreCommit update(StoreUpdate update) {
        RepositoryPreview preview = store.preview(update);
        last = preview;
        return new StoreCommit(
                "preview", !preview.written().isEmpty() || !preview.removed().isEmpty());
    }

    @Override
    public void close() {
        store.close();
    }
}
