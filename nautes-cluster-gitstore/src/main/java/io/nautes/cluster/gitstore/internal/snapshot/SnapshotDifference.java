package io.nautes.cluster.gitstore.internal.snapshot;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The comparison of two snapshots by the ids of their files, without reading them. */
public final class SnapshotDifference {
    private SnapshotDifference() {}

    /** Returns the clusters that differ, sorted by name, without the revisions that changed them. */
    public static List<ClusterDifference> between(GitSnapshot before, GitSnapshot after) {
        List<ClusterDifference> differences = new ArrayList<>();
        List<ClusterFile> old = before.content().files();
        List<ClusterFile> now = after.content().files();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            int order = i == old.size()
                    ? 1
                    : j == now.size()
                            ? -1
                            : old.get(i).name().compareTo(now.get(j).name());
            ClusterFile was = order <= 0 ? old.get(i++) : null;
            ClusterFile is = order >= 0 ? now.get(j++) : null;
            if (was == null || is == null || !was.entry().hasContentOf(is.entry())) {
                ClusterFile beforeOrNull = clusterOrNull(was);
                ClusterFile afterOrNull = clusterOrNull(is);
                if (beforeOrNull != null || afterOrNull != null) {
                    differences.add(new ClusterDifference(beforeOrNull, afterOrNull, List.of()));
                }
            }
        }
        return differences;
    }

    /** Returns the cluster in a file; {@code null} if it is of another kind. */
    private static @Nullable ClusterFile clusterOrNull(@Nullable ClusterFile file) {
        return file == null || file.isForeign() ? null : file;
    }
}
