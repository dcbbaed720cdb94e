package io.nautes.cluster.gitstore.internal.history;

import io.nautes.cluster.gitstore.internal.snapshot.ClusterDifference;
import java.util.List;

/**
 * How the state at one revision became that at another.
 *
 * @param since the full id of the first revision
 * @param head the full id of the second one
 * @param continuity whether the second revision is a descendant of the first
 * @param clusters the clusters that differ, sorted by name
 */
public record Drift(String since, String head, Continuity continuity, List<ClusterDifference> clusters) {
    /** Whether history went on from the first revision. */
    public enum Continuity {
        /** The second revision is a descendant of the first. */
        CONTINUED,
        /** It is not, and the state at the first revision is known. */
        REWRITTEN,
        /** It is not, and the first revision is unknown here: it was compared as if it were empty. */
        REWRITTEN_FROM_UNKNOWN
    }
}
