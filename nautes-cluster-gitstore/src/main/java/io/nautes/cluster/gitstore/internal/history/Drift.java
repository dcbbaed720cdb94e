package io.nautes.cluster.gitstore.internal.history;

import io.nautes.cluster.gitstore.internal.snapshot.ClusterDifference;
import java.util.List;

/**
 * The differences between two revisions.
 *
 * @param since the full id of the first revision
 * @param head the full id of the second revision
 * @param continuity whether the second revision is a descendant of the first
 * @param clusters the clusters that differ, sorted by name
 */
public record Drift(String since, String head, Continuity continuity, List<ClusterDifference> clusters) {
    /** The relation of the second revision to the first. */
    public enum Continuity {
        /** The second revision is a descendant of the first. */
        CONTINUED,
        /** The second revision is not a descendant of the first, whose state is known. */
        REWRITTEN,
        /** The first revision is unknown here, and was compared as if it were empty. */
        REWRITTEN_FROM_UNKNOWN
    }
}
