package io.nautes.cluster.gitstore.internal.snapshot;

import io.nautes.cluster.core.ClusterRevision;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cluster whose file differs between two snapshots.
 *
 * @param before its file before; {@code null} if there was none
 * @param after its file after; {@code null} if there is none
 * @param revisions the revisions between the two that changed it, newest first; empty where they are not looked for
 */
public record ClusterDifference(
        @Nullable ClusterFile before, @Nullable ClusterFile after, List<ClusterRevision> revisions) {
    public String name() {
        return Objects.requireNonNull(after == null ? before : after).name();
    }

    public ClusterDifference withRevisions(List<ClusterRevision> found) {
        return new ClusterDifference(before, after, found);
    }
}
