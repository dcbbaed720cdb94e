package io.nautes.cluster.gitstore;

import io.nautes.cluster.gitstore.ClusterChange.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares two snapshots by the ids of their files; reads nothing. */
final class SnapshotDifference {
    private SnapshotDifference() {}

    /** The clusters that differ, sorted by name, without who changed them. */
    static List<ClusterChange> between(GitSnapshot before, GitSnapshot after) {
        List<ClusterChange> changes = new ArrayList<>();
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
                add(changes, clusterOrNull(was), clusterOrNull(is));
            }
        }
        return changes;
    }

    /** A file of another kind is no cluster. */
    private static @Nullable ClusterFile clusterOrNull(@Nullable ClusterFile file) {
        return file == null || file.isForeign() ? null : file;
    }

    private static void add(List<ClusterChange> changes, @Nullable ClusterFile was, @Nullable ClusterFile is) {
        if (is != null) {
            Kind kind = is.resource() == null ? Kind.UNREADABLE : was == null ? Kind.ADDED : Kind.MODIFIED;
            changes.add(
                    new ClusterChange(is.name(), kind, was == null ? null : was.resource(), is.resource(), List.of()));
        } else if (was != null) {
            changes.add(new ClusterChange(was.name(), Kind.REMOVED, was.resource(), null, List.of()));
        }
    }
}
