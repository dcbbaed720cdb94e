package io.nautes.cluster.gitstore.internal.history;

import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.branch.TrackedBranch;
import io.nautes.cluster.gitstore.internal.mirror.MirrorRepository;
import io.nautes.cluster.gitstore.internal.objects.ObjectWorkspace;
import io.nautes.cluster.gitstore.internal.objects.RepoPath;
import io.nautes.cluster.gitstore.internal.objects.Tree;
import io.nautes.cluster.gitstore.internal.objects.TreeEntry;
import io.nautes.cluster.gitstore.internal.snapshot.ClusterDifference;
import io.nautes.cluster.gitstore.internal.snapshot.ClusterFile;
import io.nautes.cluster.gitstore.internal.snapshot.Finding;
import io.nautes.cluster.gitstore.internal.snapshot.FolderCheck;
import io.nautes.cluster.gitstore.internal.snapshot.GitSnapshot;
import io.nautes.cluster.gitstore.internal.snapshot.SnapshotDifference;
import io.nautes.cluster.gitstore.internal.snapshot.SnapshotReader;
import io.nautes.cluster.gitstore.internal.util.ClosedStore;
import io.nautes.cluster.gitstore.internal.util.Deadline;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.internal.support.OneLine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** The history of a store: its revisions, differences and watches. Safe for use by several threads. */
public final class StoreHistory implements AutoCloseable {
    private final Set<PollingWatch> watches = ConcurrentHashMap.newKeySet();
    private final TrackedBranch branch;
    private final RepoPath folder;
    private final Supplier<Deadline> deadlines;
    private volatile boolean closed;

    /**
     * Creates a history.
     *
     * @param deadlines the source of the deadline of each operation
     */
    public StoreHistory(TrackedBranch branch, RepoPath folder, Supplier<Deadline> deadlines) {
        this.branch = branch;
        this.folder = folder;
        this.deadlines = deadlines;
    }

    public List<ClusterRevision> history(String name, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: must be at least 1 (got " + limit + ")");
        }
        Deadline end = deadlines.get();
        ObjectId head = branch.refresh(end).commit();
        return head == null
                ? List.of()
                : branch.read(
                        end, repository -> new HistoryWalk(folder.steps(), end).of(repository, head, name, limit));
    }

    public Optional<ClusterResource> findAt(String name, String revision) {
        Deadline end = deadlines.get();
        ObjectId commit = commit(revision, end);
        if (commit.equals(ObjectId.zeroId())) {
            return Optional.empty();
        }
        Optional<ClusterFile> found = branch.read(
                end, repository -> Optional.ofNullable(file(repository, commit, name + ClusterFile.ENDING)));
        if (found.isEmpty() || found.get().isForeign()) {
            return Optional.empty();
        }
        ClusterFile file = found.get();
        if (file.problem() != null) {
            throw new RegistryException(
                    FailureCode.MALFORMED_CONTENT,
                    OneLine.escaped(folder + "/" + name + ClusterFile.ENDING + " at revision " + commit.name() + ": "
                                    + file.problem().message())
                            + "; use another revision from the cluster's history");
        }
        return Optional.ofNullable(file.resource());
    }

    private @Nullable ClusterFile file(MirrorRepository repository, ObjectId commit, String fileName)
            throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            ObjectReader objects = walk.getObjectReader();
            Tree there = Tree.at(
                    id -> ObjectWorkspace.tree(objects, id),
                    walk.parseCommit(commit).getTree(),
                    folder);
            TreeEntry entry = ClusterFile.isOne(fileName) ? there.find(fileName) : null;
            return entry == null || entry.isFolder()
                    ? null
                    : SnapshotReader.file(objects, ClusterFile.nameOf(fileName), entry, known());
        }
    }

    private List<ClusterFile> known() {
        GitSnapshot current = branch.current();
        return current == null ? List.of() : current.content().files();
    }

    public GitSnapshot snapshot(String revision) {
        Deadline end = deadlines.get();
        return snapshot(commit(revision, end), end);
    }

    private GitSnapshot snapshot(ObjectId commit, Deadline end) {
        return commit.equals(ObjectId.zeroId()) ? branch.empty() : branch.at(commit, end);
    }

    /** Returns the commit of a revision. The server is asked only if the mirror does not have the commit. */
    private ObjectId commit(String revision, Deadline end) {
        ObjectId commit = !branch.hasObjects() ? null : locate(revision, end);
        if (commit == null) {
            branch.refresh(end);
            commit = locate(revision, end);
        }
        if (commit == null) {
            throw RevisionFinder.unknown(revision);
        }
        return commit;
    }

    private @Nullable ObjectId locate(String revision, Deadline end) {
        return branch.read(end, repository -> Optional.ofNullable(RevisionFinder.find(repository, revision)))
                .orElse(null);
    }

    /** Returns what is stored now. */
    GitSnapshot refresh() {
        return branch.refresh(deadlines.get());
    }

    /** Returns the differences between the empty repository and a state. */
    Drift driftFromEmpty(GitSnapshot now) {
        return drift(branch.empty(), now);
    }

    public Drift changesSince(String revision) {
        return drift(revision, refresh());
    }

    /** Returns the differences between a revision and a state. */
    Drift drift(String revision, GitSnapshot now) {
        Deadline end = deadlines.get();
        ObjectId since = locate(revision, end);
        if (since != null) {
            return drift(snapshot(since, end), now);
        }
        if (!ObjectId.isId(revision)) {
            throw RevisionFinder.unknown(revision);
        }
        // The mirror has all commits of the branch, so the revision is not in its history.
        return new Drift(
                revision,
                now.revision(),
                Drift.Continuity.REWRITTEN_FROM_UNKNOWN,
                SnapshotDifference.between(branch.empty(), now));
    }

    /** Returns the differences between two states. */
    Drift drift(GitSnapshot before, GitSnapshot now) {
        Deadline end = deadlines.get();
        List<ClusterDifference> changes = SnapshotDifference.between(before, now);
        ObjectId since = before.commit();
        ObjectId head = now.commit();
        if (since == null || since.equals(head)) {
            return new Drift(before.revision(), now.revision(), Drift.Continuity.CONTINUED, changes);
        }
        if (head == null) {
            return new Drift(before.revision(), now.revision(), Drift.Continuity.REWRITTEN, changes);
        }
        return branch.read(end, repository -> {
            boolean continued = SnapshotReader.isInHistory(repository, since, head);
            List<ClusterDifference> made = changes.isEmpty() || !isKnown(repository, since)
                    ? changes
                    : withMakers(repository, changes, since, head, end);
            return new Drift(
                    since.name(),
                    head.name(),
                    continued ? Drift.Continuity.CONTINUED : Drift.Continuity.REWRITTEN,
                    made);
        });
    }

    /**
     * Returns whether the mirror has a commit. A rebuilt mirror does not have the commits that a rewritten branch has
     * lost.
     */
    private static boolean isKnown(MirrorRepository repository, ObjectId commit) throws IOException {
        try (ObjectReader objects = repository.newObjectReader()) {
            return objects.has(commit, Constants.OBJ_COMMIT);
        }
    }

    private List<ClusterDifference> withMakers(
            MirrorRepository repository, List<ClusterDifference> changes, ObjectId since, ObjectId head, Deadline end)
            throws IOException {
        Map<String, List<ClusterRevision>> makers = new HistoryWalk(folder.steps(), end)
                .between(
                        repository,
                        since,
                        head,
                        changes.stream().map(ClusterDifference::name).collect(Collectors.toSet()));
        return changes.stream()
                .map(change -> change.withRevisions(makers.getOrDefault(change.name(), List.of())))
                .toList();
    }

    /**
     * The result of a check of the folder of clusters.
     *
     * @param revision the revision that was checked
     * @param findings the problems to fix, in no particular order
     */
    public record Inspection(String revision, List<Finding> findings) {}

    public Inspection verify() {
        Deadline end = deadlines.get();
        GitSnapshot now = branch.refresh(end);
        return new Inspection(
                now.revision(),
                now.commit() == null
                        ? List.of()
                        : branch.read(end, repository -> new FolderCheck(repository, now).findings()));
    }

    /** Starts a watch. It ends when it is closed or the store is closed. */
    public PollingWatch watch(PollingWatch.Observer observer, PollingWatch.Schedule schedule, WatchPacer pacer) {
        PollingWatch watch = new PollingWatch(this, observer, schedule, pacer);
        watches.removeIf(PollingWatch::isClosed);
        watches.add(watch);
        if (closed) {
            watch.stop();
            throw ClosedStore.failure();
        }
        watch.start();
        return watch;
    }

    /** Ends all watches. */
    @Override
    public void close() {
        closed = true;
        watches.forEach(PollingWatch::stop);
        watches.forEach(PollingWatch::close);
    }
}
