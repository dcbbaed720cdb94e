package io.nautes.cluster.gitstore;

import java.util.List;

/**
 * The changes of the clusters since a revision.
 *
 * <p>A rewritten branch is a separate case, because changes that were once stored may be lost. A program should raise
 * an alarm then instead of continuing.
 */
public sealed interface ClusterDrift {
    /**
     * Returns the revision that was compared with.
     *
     * @return the full id of the commit, 40 hexadecimal digits
     */
    String since();

    /**
     * Returns the revision that is stored now.
     *
     * @return the full id of the commit, 40 hexadecimal digits
     */
    String head();

    /**
     * Returns the clusters that differ. A change that was reverted in the meantime is not included.
     *
     * @return the changes, sorted by name; empty if no cluster changed
     */
    List<ClusterChange> changes();

    /**
     * A drift whose current revision descends from the revision that was compared with.
     *
     * @param since the revision that was compared with
     * @param head the revision that is stored now
     * @param changes the clusters that differ, sorted by name
     */
    record Continued(String since, String head, List<ClusterChange> changes) implements ClusterDrift {
        /** Copies the list. */
        public Continued {
            changes = List.copyOf(changes);
        }
    }

    /**
     * A drift from a revision that is not in the branch's history, because the branch was rewritten.
     *
     * @param since the revision that was compared with
     * @param head the revision that is stored now
     * @param isSinceKnown whether the content of the compared revision is still known here; if not, all clusters that
     *     are stored now are reported as changes
     * @param changes the clusters that differ, sorted by name
     */
    record HistoryRewritten(String since, String head, boolean isSinceKnown, List<ClusterChange> changes)
            implements ClusterDrift {
        /** Copies the list. */
        public HistoryRewritten {
            changes = List.copyOf(changes);
        }
    }
}
