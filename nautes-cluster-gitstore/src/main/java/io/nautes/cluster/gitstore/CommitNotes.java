package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.ClusterRevision.Operation;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/**
 * What a commit of this library says of itself in its trailers.
 *
 * @param operation what it does
 * @param clusters the clusters that it changes; empty if there are too many to name
 * @param requestId tells it from all others; {@code null} if it has none
 */
record CommitNotes(
        Operation operation, Set<String> clusters, @Nullable String requestId) {

    /**
     * Reads the notes.
     *
     * @return the notes; {@code null} if there are none, or if others have merged or squashed what they speak of
     */
    static @Nullable CommitNotes of(RevCommit commit) {
        if (commit.getParentCount() > 1) {
            return null;
        }
        Operation operation = null;
        String requestId = null;
        Set<String> clusters = new HashSet<>();
        Iterator<String> lines = commit.getFullMessage().lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith(TrailerFormat.CLUSTER)) {
                clusters.add(line.substring(TrailerFormat.CLUSTER.length()).strip());
            } else if (line.startsWith(TrailerFormat.REQUEST)) {
                requestId = line.substring(TrailerFormat.REQUEST.length()).strip();
            } else if (line.startsWith(TrailerFormat.OPERATION)) {
                Operation stated = operation(
                        line.substring(TrailerFormat.OPERATION.length()).strip());
                if (stated == null || operation != null) {
                    return null;
                }
                operation = stated;
            }
        }
        return operation == null ? null : new CommitNotes(operation, clusters, requestId);
    }

    private static @Nullable Operation operation(String word) {
        return switch (word) {
            case "save" -> Operation.SAVE;
            case "delete" -> Operation.DELETE;
            default -> null;
        };
    }
}
