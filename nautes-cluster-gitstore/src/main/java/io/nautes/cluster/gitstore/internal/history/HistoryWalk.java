package io.nautes.cluster.gitstore.internal.history;

import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.core.ClusterRevision.Operation;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Identity;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.commit.CommitTrailers;
import io.nautes.cluster.gitstore.internal.mirror.MirrorRepository;
import io.nautes.cluster.gitstore.internal.util.Deadline;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** A walk from the head back through the commits, which finds those that changed clusters. */
final class HistoryWalk {
    private final List<String> path;
    private final Deadline deadline;

    /**
     * Creates a walk.
     *
     * @param path the segments of the path to the folder of clusters
     * @param deadline the deadline of the walk
     */
    HistoryWalk(List<String> path, Deadline deadline) {
        this.path = path;
        this.deadline = deadline;
    }

    /** Returns the changes of one cluster, newest first. */
    List<ClusterRevision> of(MirrorRepository repository, ObjectId head, String name, int limit) throws IOException {
        List<ClusterRevision> revisions = new ArrayList<>();
        walk(repository, head, null, Set.of(name), (changed, revision) -> {
            revisions.add(revision);
            return revisions.size() < limit;
        });
        return List.copyOf(revisions);
    }

    /**
     * Returns the changes of clusters since a commit, newest first, by the names of the clusters.
     *
     * @param since a commit that is in the mirror
     */
    Map<String, List<ClusterRevision>> between(
            MirrorRepository repository, ObjectId since, ObjectId head, Set<String> names) throws IOException {
        Map<String, List<ClusterRevision>> revisions = new HashMap<>();
        walk(repository, head, since, names, (changed, revision) -> {
            revisions.computeIfAbsent(changed, name -> new ArrayList<>()).add(revision);
            return true;
        });
        return revisions;
    }

    /** A receiver of the changes that are found. It returns whether to continue. */
    private interface Taker {
        boolean take(String name, ClusterRevision revision);
    }

    private void walk(
            MirrorRepository repository, ObjectId head, @Nullable ObjectId since, Set<String> names, Taker taker)
            throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(head));
            if (since != null) {
                walk.markUninteresting(walk.parseCommit(since));
            }
            AffectedClusters changes = new AffectedClusters(walk, path);
            for (RevCommit commit; (commit = walk.next()) != null; ) {
                checkTime();
                CommitTrailers trailers = CommitTrailers.of(commit);
                for (Map.Entry<String, Operation> change :
                        changes.of(commit, trailers, names).entrySet()) {
                    if (!taker.take(change.getKey(), revision(commit, trailers, change.getValue()))) {
                        return;
                    }
                }
                commit.disposeBody();
            }
        }
    }

    private void checkTime() {
        if (deadline.isOver()) {
            throw new RegistryException(
                    FailureCode.TIMEOUT,
                    "the history is too long to be read in time; ask for fewer revisions, or open the store with a"
                            + " longer deadline");
        }
    }

    private static ClusterRevision revision(RevCommit commit, @Nullable CommitTrailers trailers, Operation operation) {
        PersonIdent author = commit.getAuthorIdent();
        return new ClusterRevision(
                commit.name(),
                new Identity(author.getName(), author.getEmailAddress()),
                Instant.ofEpochSecond(commit.getCommitTime()),
                operation,
                trailers == null ? null : trailers.requestId(),
                commit.getShortMessage());
    }
}
