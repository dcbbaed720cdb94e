package io.nautes.cluster.gitstore.internal.snapshot;

import io.nautes.cluster.gitstore.internal.mirror.MirrorDamagedException;
import io.nautes.cluster.gitstore.internal.mirror.MirrorRepository;
import io.nautes.cluster.gitstore.internal.mirror.ObjectMirror;
import io.nautes.cluster.gitstore.internal.objects.ObjectWorkspace;
import io.nautes.cluster.gitstore.internal.objects.RepoPath;
import io.nautes.cluster.gitstore.internal.objects.Tree;
import io.nautes.cluster.gitstore.internal.objects.TreeEntry;
import io.nautes.cluster.gitstore.internal.util.Utf8;
import io.nautes.cluster.model.error.MalformedDocumentException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** A reader of snapshots from the mirror. Files that are unchanged since another snapshot are not read again. */
public final class SnapshotReader {
    /** Enough for the list of a hundred thousand clusters. */
    private static final int MAX_LIST_BYTES = 8 << 20;

    private final ObjectMirror mirror;
    private final RepoPath path;

    public SnapshotReader(ObjectMirror mirror, RepoPath folder) {
        this.mirror = mirror;
        this.path = folder;
    }

    /** Returns the snapshot before the first commit. */
    public GitSnapshot empty() {
        return new GitSnapshot(
                new GitSnapshot.Content(null, null, Tree.EMPTY, List.of(), StoredList.NONE), path, this::folderAt);
    }

    /**
     * Reads a snapshot.
     *
     * @param before the snapshot that was read last; {@code null} for the first read
     */
    public GitSnapshot read(MirrorRepository repository, ObjectId commit, @Nullable GitSnapshot before)
            throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            ObjectId root = rootOf(reader, commit);
            Tree folder = Tree.at(id -> ObjectWorkspace.tree(reader, id), root, path);
            List<ClusterFile> known =
                    before == null ? List.of() : before.content().files();
            List<ClusterFile> files = new ArrayList<>(known.size() + 1);
            List<TreeEntry> lists = new ArrayList<>();
            SharedComponents components = new SharedComponents();
            for (TreeEntry entry : folder) {
                String file = entry.name();
                if (KustomizationEditor.NAMES.contains(file)) {
                    lists.add(entry);
                } else if (ClusterFile.isOne(file)) {
                    String name = ClusterFile.nameOf(file);
                    ClusterFile same = unchanged(name, entry, known);
                    files.add(same == null ? read(reader, name, entry).sharing(components) : same);
                }
            }
            files.sort(GitSnapshot.BY_NAME);
            StoredList same =
                    before == null ? StoredList.NONE : before.content().list();
            StoredList list = same.entries().equals(lists) ? same : list(reader, lists);
            return new GitSnapshot(
                    new GitSnapshot.Content(commit, root, folder, List.copyOf(files), list), path, this::folderAt);
        }
    }

    private static ObjectId rootOf(ObjectReader reader, ObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(reader)) {
            return walk.parseCommit(commit).getTree().copy();
        }
    }

    /** Returns the known file of a cluster if its entry has not changed, or else reads it. */
    public static ClusterFile file(ObjectReader reader, String name, TreeEntry entry, List<ClusterFile> known)
            throws IOException {
        ClusterFile same = unchanged(name, entry, known);
        return same == null ? read(reader, name, entry) : same;
    }

    private static @Nullable ClusterFile unchanged(String name, TreeEntry entry, List<ClusterFile> known) {
        ClusterFile file = GitSnapshot.file(known, name);
        return file != null && file.entry().equals(entry) ? file : null;
    }

    private static ClusterFile read(ObjectReader reader, String name, TreeEntry entry) throws IOException {
        if (!entry.isFile()) {
            return ClusterFile.unreadable(name, entry, new FileProblem("it is " + entry.kind() + ", not a file"));
        }
        ObjectLoader loader = reader.open(entry.id(), Constants.OBJ_BLOB);
        return loader.getSize() > ClusterFile.MAX_BYTES
                ? ClusterFile.unreadable(name, entry, tooLong(loader.getSize(), ClusterFile.MAX_BYTES))
                : ClusterFile.read(name, entry, loader.getCachedBytes(ClusterFile.MAX_BYTES));
    }

    private static FileProblem tooLong(long size, int limit) {
        return new FileProblem("it has " + size + " bytes; at most " + limit + " are read");
    }

    private static StoredList list(ObjectReader reader, List<TreeEntry> entries) throws IOException {
        List<TreeEntry> lists = List.copyOf(entries);
        if (lists.isEmpty()) {
            return StoredList.NONE;
        }
        TreeEntry entry = lists.get(0);
        if (lists.size() > 1) {
            String names = String.join(", ", lists.stream().map(TreeEntry::name).toList());
            return new StoredList(
                    lists, null, new FileProblem("found " + names + ", but kustomize accepts only one of them"));
        }
        if (!entry.isFile()) {
            return new StoredList(lists, null, new FileProblem("it is " + entry.kind() + ", not a file"));
        }
        ObjectLoader loader = reader.open(entry.id(), Constants.OBJ_BLOB);
        if (loader.getSize() > MAX_LIST_BYTES) {
            return new StoredList(lists, null, tooLong(loader.getSize(), MAX_LIST_BYTES));
        }
        try {
            return new StoredList(lists, Utf8.decode(loader.getCachedBytes(MAX_LIST_BYTES)), null);
        } catch (MalformedDocumentException e) {
            return new StoredList(lists, null, new FileProblem(String.valueOf(e.getMessage()), e.line()));
        }
    }

    /** Returns the folder at a revision; empty if the mirror does not have the revision. */
    private Optional<Tree> folderAt(String revision) {
        if (!ObjectId.isId(revision)) {
            return Optional.empty();
        }
        ObjectId commit = ObjectId.fromString(revision);
        if (commit.equals(ObjectId.zeroId())) {
            return Optional.of(Tree.EMPTY);
        }
        try {
            return mirror.use(repository -> {
                try (ObjectReader reader = repository.newObjectReader()) {
                    if (!reader.has(commit, Constants.OBJ_COMMIT)) {
                        return Optional.<Tree>empty();
                    }
                    return Optional.of(Tree.at(id -> ObjectWorkspace.tree(reader, id), rootOf(reader, commit), path));
                }
            });
        } catch (MirrorDamagedException e) {
            // The next operation rebuilds the mirror; until then the revision is unknown.
            return Optional.empty();
        } catch (IOException e) {
            throw ObjectMirror.localStorage(mirror.path(), e);
        }
    }

    /** Returns whether a commit is in the history of another. */
    public static boolean isInHistory(MirrorRepository repository, ObjectId commit, @Nullable ObjectId head)
            throws IOException {
        if (head == null) {
            return false;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            if (!walk.getObjectReader().has(commit)) {
                return false;
            }
            RevCommit descendant = walk.parseCommit(head);
            return walk.isMergedInto(walk.parseCommit(commit), descendant);
        }
    }
}
