package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.Identity;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Makes commits of changes in memory and puts their objects into the mirror. */
final class CommitWriter {
    private static final String ENDING = ".yaml";

    private final List<String> path;
    private final Identity committer;
    private final InstantSource clock;

    CommitWriter(String folder, Identity committer, InstantSource clock) {
        this.path = List.of(folder.split("/", -1));
        this.committer = committer;
        this.clock = clock;
    }

    String folder() {
        return String.join("/", path);
    }

    /**
     * Makes a commit.
     *
     * @param parent the commit it is built on; {@code null} for the first one
     * @return the commit; {@code null} if it would change nothing
     */
    @Nullable
    ObjectId write(ObjectInserter inserter, ObjectReader reader, @Nullable ObjectId parent, StoreChange change)
            throws IOException {
        List<byte[]> trees = trees(reader, parent);
        byte[] folder = trees.get(path.size());
        byte[] changed = edited(inserter, reader, folder, change);
        ObjectId tree = inserter.insert(Constants.OBJ_TREE, changed);
        for (int depth = path.size() - 1; depth >= 0; depth--) {
            byte[] outer = new TreeEdit().putFolder(path.get(depth), tree).apply(trees.get(depth));
            tree = inserter.insert(Constants.OBJ_TREE, outer);
        }
        if (parent != null && tree.equals(rootTree(reader, parent))) {
            return null;
        }
        return commit(inserter, parent, tree, change);
    }

    private ObjectId commit(ObjectInserter inserter, @Nullable ObjectId parent, ObjectId tree, StoreChange change)
            throws IOException {
        Instant now = clock.instant();
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        if (parent != null) {
            commit.setParentId(parent);
        }
        commit.setAuthor(person(change.author().orElse(committer), now));
        commit.setCommitter(person(committer, now));
        commit.setEncoding(StandardCharsets.UTF_8);
        commit.setMessage(CommitMessages.of(change, UUID.randomUUID().toString()));
        return inserter.insert(commit);
    }

    private static PersonIdent person(Identity identity, Instant moment) {
        return new PersonIdent(identity.name(), identity.email(), moment, ZoneOffset.UTC);
    }

    private static ObjectId rootTree(ObjectReader reader, AnyObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(reader)) {
            return walk.parseCommit(commit).getTree().getId();
        }
    }

    /** The trees from the root down to the folder; those that do not exist are empty. */
    private List<byte[]> trees(ObjectReader reader, @Nullable ObjectId commit) throws IOException {
        List<byte[]> trees = new ArrayList<>(path.size() + 1);
        ObjectId tree = commit == null ? null : rootTree(reader, commit);
        trees.add(bytes(reader, tree));
        for (String step : path) {
            tree = TreeEdit.findFolder(trees.get(trees.size() - 1), step);
            trees.add(bytes(reader, tree));
        }
        return trees;
    }

    private static byte[] bytes(ObjectReader reader, @Nullable ObjectId tree) throws IOException {
        return tree == null
                ? new byte[0]
                : reader.open(tree, Constants.OBJ_TREE).getCachedBytes(Integer.MAX_VALUE);
    }

    /** The tree of the folder at a commit; {@code null} if there is no such folder. */
    @Nullable
    ObjectId folderTree(ObjectReader reader, @Nullable ObjectId commit) throws IOException {
        ObjectId tree = commit == null ? null : rootTree(reader, commit);
        for (String step : path) {
            tree = tree == null ? null : TreeEdit.findFolder(bytes(reader, tree), step);
        }
        return tree;
    }

    /** The blob of a cluster's file at a commit; {@code null} if there is none. */
    @Nullable
    ObjectId blob(ObjectReader reader, ObjectId commit, String name) throws IOException {
        ObjectId tree = folderTree(reader, commit);
        return tree == null ? null : TreeEdit.findFile(bytes(reader, tree), name + ENDING);
    }

    private byte[] edited(ObjectInserter inserter, ObjectReader reader, byte[] folder, StoreChange change)
            throws IOException {
        TreeEdit edit = new TreeEdit();
        for (ClusterResource resource : change.saved().values()) {
            edit.putFile(resource.name() + ENDING, inserter.insert(Constants.OBJ_BLOB, ClusterYaml.write(resource)));
        }
        change.deleted().forEach(name -> edit.removeFile(name + ENDING));
        ObjectId listed = TreeEdit.findFile(folder, KustomizationFile.NAME);
        String before = listed == null
                ? null
                : new String(reader.open(listed, Constants.OBJ_BLOB).getBytes(), StandardCharsets.UTF_8);
        String after = KustomizationFile.edit(
                before,
                folder() + "/" + KustomizationFile.NAME,
                files(change.saved().keySet()),
                files(change.deleted()));
        if (!after.equals(before)) {
            edit.putFile(
                    KustomizationFile.NAME,
                    inserter.insert(Constants.OBJ_BLOB, after.getBytes(StandardCharsets.UTF_8)));
        }
        return edit.apply(folder);
    }

    private static List<String> files(Collection<String> names) {
        return names.stream().map(name -> name + ENDING).toList();
    }
}
