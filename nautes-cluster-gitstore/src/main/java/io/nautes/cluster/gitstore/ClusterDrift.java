package io.nautes.cluster.gitstore;

import java.util.List;

/**
 * The changes of the clusters since a revision. That the branch was rewritten is a case of its own: then changes that
 * were once stored may be gone, and a program should raise an alarm rather than go on.
 */
public sealed interface ClusterDrift {
    /**
     * Returns the revision that was compared with.
     *
     * @return the full id
     */
    String since();

    /**
     * Returns the revision that is stored now.
     *
     * @return the full id
     */
    String head();

    /**
     * Returns the clusters that differ. What was changed and changed back is not among them.
     *
     * @return the changes, sorted by name
     */
    List<ClusterChange> changes();

    /**
     * Others, or this library, went on from the revision.
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
     * The revision is not in the history of what is stored now: somebody rewrote the branch.
     *
     * @param since the revision that was compared with
     * @param head the revision that is stored now
     * @param isSinceKnown whether what was stored at the revision is still known here; if not, the changes are all
     *     clusters that are stored now
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
