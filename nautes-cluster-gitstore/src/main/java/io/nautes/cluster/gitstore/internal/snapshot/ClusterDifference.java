package io.nautes.cluster.gitstore.internal.snapshot;

import io.nautes.cluster.core.ClusterRevision;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cluster whose file differs between two snapshots.
 *
 * @param before the file in the first snapshot; {@code null} if the cluster was added
 * @param after the file in the second snapshot; {@code null} if the cluster was deleted
 * @param revisions the changes between the two snapshots that changed the file, newest first; empty if they were not
 *     looked up
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
