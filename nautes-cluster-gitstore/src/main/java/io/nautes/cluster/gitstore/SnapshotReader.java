package io.nautes.cluster.gitstore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Reads snapshots from the mirror. Files that are as they were in another snapshot are not read again. */
final class SnapshotReader {
    private final GitMirror mirror;
    private final String place;
    private final List<String> path;

    SnapshotReader(GitMirror mirror, String folder) {
        this.mirror = mirror;
        this.place = folder;
        this.path = List.of(folder.split("/", -1));
    }

    /** The snapshot before the first commit. */
    GitSnapshot empty() {
        return new GitSnapshot(
                new GitSnapshot.Content(null, FolderTrees.none(path), List.of(), null, place), this::treesAt);
    }

    /**
     * Reads a snapshot.
     *
     * @param before what was read last; {@code null} if nothing was
     */
    GitSnapshot read(MirrorRepository repository, ObjectId commit, @Nullable GitSnapshot before) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            FolderTrees trees = FolderTrees.read(reader, rootOf(reader, commit), path);
            List<ClusterFile> known =
                    before == null ? List.of() : before.content().files();
            List<ClusterFile> files = new ArrayList<>(known.size() + 1);
            TreeEdit.forEach(trees.folder(), (file, mode, blob) -> {
                if (ClusterFile.isOne(file)) {
                    files.add(file(reader, ClusterFile.nameOf(file), mode, blob, known));
                }
            });
            files.sort(GitSnapshot.BY_NAME);
            return new GitSnapshot(
                    new GitSnapshot.Content(
                            commit, trees, List.copyOf(files), kustomization(reader, trees, before), place),
                    this::treesAt);
        }
    }

    private static ObjectId rootOf(ObjectReader reader, ObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(reader)) {
            return walk.parseCommit(commit).getTree().copy();
        }
    }

    static ClusterFile file(ObjectReader reader, String name, FileMode mode, ObjectId blob, List<ClusterFile> known)
            throws IOException {
        ClusterFile same = GitSnapshot.file(known, name);
        if (same != null && same.blob().equals(blob)) {
            return same;
        }
        if (mode != FileMode.REGULAR_FILE && mode != FileMode.EXECUTABLE_FILE) {
            return ClusterFile.unreadable(name, blob, "it is not a regular file");
        }
        ObjectLoader loader = reader.open(blob, Constants.OBJ_BLOB);
        if (loader.getSize() > ClusterFile.MAX_BYTES) {
            return ClusterFile.unreadable(name, blob, "it is longer than " + ClusterFile.MAX_BYTES + " bytes");
        }
        return ClusterFile.read(name, blob, loader.getCachedBytes());
    }

    private static @Nullable String kustomization(ObjectReader reader, FolderTrees trees, @Nullable GitSnapshot before)
            throws IOException {
        ObjectId blob = trees.file(KustomizationFile.NAME);
        if (blob == null) {
            return null;
        }
        if (before != null && blob.equals(before.content().trees().file(KustomizationFile.NAME))) {
            return before.content().kustomization();
        }
        return new String(reader.open(blob, Constants.OBJ_BLOB).getBytes(), StandardCharsets.UTF_8);
    }

    /** The trees at a revision; empty if the mirror does not know it. */
    private Optional<FolderTrees> treesAt(String revision) {
        if (!ObjectId.isId(revision)) {
            return Optional.empty();
        }
        ObjectId commit = ObjectId.fromString(revision);
        if (commit.equals(ObjectId.zeroId())) {
            return Optional.of(FolderTrees.none(path));
        }
        try {
            return mirror.use(repository -> {
                try (ObjectReader reader = repository.newObjectReader()) {
                    if (!reader.has(commit, Constants.OBJ_COMMIT)) {
                        return Optional.<FolderTrees>empty();
                    }
                    return Optional.of(FolderTrees.read(reader, rootOf(reader, commit), path));
                }
            });
        } catch (MirrorDamagedException e) {
            // The next operation makes the mirror anew; until then the revision is not known.
            return Optional.empty();
        } catch (IOException e) {
            throw GitMirror.localStorage(mirror.path(), e);
        }
    }

    /** Whether a commit is in the history of another. */
    static boolean isInHistory(MirrorRepository repository, ObjectId commit, @Nullable ObjectId head)
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
