package io.nautes.cluster.gitstore;

import io.nautes.cluster.gitstore.internal.snapshot.KustomizationEntries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eclipse.jgit.api.errors.InvalidRefNameException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A bare repository like that of a tenant's server, with queries for tests. */
final class TestRepository implements AutoCloseable {
    static final String CLUSTERS = "nautes/overlays/production/clusters/";
    private static final String MAIN = "refs/heads/main";

    private final Path folder;
    private final Repository repository;

    TestRepository(Path folder) {
        this.folder = folder;
        try {
            repository = new FileRepositoryBuilder()
                    .setBare()
                    .setGitDir(folder.toFile())
                    .setInitialBranch("main")
                    .build();
            repository.create(true);
            // Without this, a push may start a garbage collection in the background that is still running after the
            // test.
            repository.getConfig().setBoolean("receive", null, "autogc", false);
            repository.getConfig().save();
        } catch (InvalidRefNameException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    Repository repository() {
        return repository;
    }

    ObjectId head() throws IOException {
        return repository.resolve(MAIN);
    }

    /** Commits files as another client would, on top of the current head. */
    ObjectId commit(Map<String, String> files) throws IOException {
        Map<String, String> all = files();
        files.forEach((path, text) -> {
            if (text == null) {
                all.remove(path);
            } else {
                all.put(path, text);
            }
        });
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder builder = index.builder();
            for (Map.Entry<String, String> file : all.entrySet()) {
                DirCacheEntry entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(
                        inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
                builder.add(entry);
            }
            builder.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            ObjectId parent = head();
            if (parent != null) {
                commit.setParentId(parent);
            }
            PersonIdent rival = new PersonIdent("Rival", "rival@example.com", Instant.EPOCH, ZoneOffset.UTC);
            commit.setAuthor(rival);
            commit.setCommitter(rival);
            commit.setMessage("Change by another client\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            reset(id);
            return id;
        }
    }

    /** Commits a file with any bytes. */
    void commitBytes(String path, byte[] content) throws IOException {
        commit(Map.of(path, "placeholder"));
        changeEntry(path, entry -> {
            try (ObjectInserter inserter = repository.newObjectInserter()) {
                entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, content));
                inserter.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Returns the content of a file at the head. */
    byte[] bytes(String path) throws IOException {
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk tree = TreeWalk.forPath(
                        repository, path, walk.parseCommit(head()).getTree())) {
            return repository.open(tree.getObjectId(0)).getBytes();
        }
    }

    /** Commits an entry that is not a file: a folder with a file in it, a link, or a submodule. */
    void commitEntry(String path, FileMode mode) throws IOException {
        if (mode == FileMode.TREE) {
            commit(Map.of(path + "/x", "x"));
            return;
        }
        commit(Map.of(path, "elsewhere"));
        changeMode(path, mode);
    }

    /** Commits the same files, one of them with another mode. */
    void changeMode(String path, FileMode mode) throws IOException {
        changeEntry(path, entry -> entry.setFileMode(mode));
    }

    private void changeEntry(String path, Consumer<DirCacheEntry> change) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter();
                RevWalk walk = new RevWalk(repository)) {
            DirCache index = DirCache.read(
                    repository.newObjectReader(), walk.parseCommit(head()).getTree());
            change.accept(index.getEntry(path));
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            commit.setParentId(head());
            PersonIdent rival = new PersonIdent("Rival", "rival@example.com", Instant.EPOCH, ZoneOffset.UTC);
            commit.setAuthor(rival);
            commit.setCommitter(rival);
            commit.setMessage("Change an entry\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            reset(id);
        }
    }

    /** Returns the mode of a file at the head. */
    FileMode mode(String path) throws IOException {
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk tree = TreeWalk.forPath(
                        repository, path, walk.parseCommit(head()).getTree())) {
            return tree.getFileMode(0);
        }
    }

    /** Returns the files that a kustomization lists. */
    static List<String> listed(String kustomization) {
        return KustomizationEntries.read(kustomization).items().stream()
                .map(KustomizationEntries.Item::path)
                .toList();
    }

    /** Moves the branch as a client does that rewrites history. */
    void reset(ObjectId commit) throws IOException {
        RefUpdate update = repository.updateRef(MAIN);
        update.setNewObjectId(commit);
        update.setForceUpdate(true);
        update.update();
    }

    void deleteBranch() throws IOException {
        RefUpdate update = repository.updateRef(MAIN);
        update.setForceUpdate(true);
        update.delete();
    }

    /** Returns all files at the head. */
    Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        ObjectId head = head();
        if (head == null) {
            return files;
        }
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk tree = new TreeWalk(repository)) {
            tree.addTree(walk.parseCommit(head).getTree());
            tree.setRecursive(true);
            while (tree.next()) {
                byte[] bytes = repository.open(tree.getObjectId(0)).getBytes();
                files.put(tree.getPathString(), new String(bytes, StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    /** Returns the commits from the head, newest first. */
    List<RevCommit> log() throws IOException {
        List<RevCommit> log = new ArrayList<>();
        ObjectId head = head();
        if (head == null) {
            return log;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(head));
            walk.forEach(log::add);
        }
        return log;
    }

    List<String> subjects() throws IOException {
        return log().stream().map(RevCommit::getShortMessage).toList();
    }

    /** Reads every object that is reachable from the head and checks its form, as {@code git fsck} does. */
    void checkObjects() throws IOException {
        ObjectChecker checker = new ObjectChecker();
        try (ObjectWalk walk = new ObjectWalk(repository)) {
            walk.markStart(walk.parseCommit(head()));
            for (RevCommit commit; (commit = walk.next()) != null; ) {
                checker.checkCommit(commit, repository.open(commit).getBytes());
            }
            for (RevObject object; (object = walk.nextObject()) != null; ) {
                checker.check(object, object.getType(), repository.open(object).getBytes());
            }
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
