package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.ClusterIndex;
import io.nautes.cluster.core.spi.StoreProblem;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import io.nautes.cluster.model.MalformedDocumentException;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * The clusters in the folder of resource files at one tree. Moving to another tree reads only the files that differ. Not
 * safe for use by several threads.
 */
final class ClusterFolder {
    private static final String ENDING = ".yaml";

    private final String path;
    private final ClusterIndex index;
    private final SortedMap<String, StoreProblem> problems;
    private @Nullable ObjectId tree;

    ClusterFolder(String path) {
        this(path, new ClusterIndex(), new TreeMap<>(), null);
    }

    private ClusterFolder(
            String path, ClusterIndex index, SortedMap<String, StoreProblem> problems, @Nullable ObjectId tree) {
        this.path = path;
        this.index = index;
        this.problems = problems;
        this.tree = tree;
    }

    ClusterFolder copy() {
        return new ClusterFolder(path, index.copy(), new TreeMap<>(problems), tree);
    }

    ClusterIndex index() {
        return index;
    }

    SortedMap<String, StoreProblem> problems() {
        return problems;
    }

    /**
     * Moves to another tree.
     *
     * @param target the folder's tree; {@code null} if there is no folder
     */
    void moveTo(ObjectReader reader, @Nullable ObjectId target) throws IOException {
        if (target == null ? tree == null : target.equals(tree)) {
            return;
        }
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(iterator(reader, tree));
            walk.addTree(iterator(reader, target));
            walk.setFilter(TreeFilter.ANY_DIFF);
            walk.setRecursive(false);
            while (walk.next()) {
                String file = walk.getPathString();
                if (isResourceFile(file)) {
                    String name = file.substring(0, file.length() - ENDING.length());
                    FileMode mode = walk.getFileMode(1);
                    boolean present = mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE;
                    update(reader, name, present ? walk.getObjectId(1) : null);
                }
            }
        }
        tree = target;
    }

    private static AbstractTreeIterator iterator(ObjectReader reader, @Nullable ObjectId tree) throws IOException {
        return tree == null ? new EmptyTreeIterator() : new CanonicalTreeParser(null, reader, tree);
    }

    private static boolean isResourceFile(String file) {
        return file.endsWith(ENDING) && !file.equals(KustomizationFile.NAME);
    }

    private void update(ObjectReader reader, String name, @Nullable ObjectId blob) throws IOException {
        index.remove(name);
        problems.remove(name);
        if (blob == null) {
            return;
        }
        String file = path + "/" + name + ENDING;
        try {
            ClusterResource resource = ClusterYaml.readResource(
                    reader.open(blob, Constants.OBJ_BLOB).getBytes());
            if (resource.name().equals(name)) {
                index.put(resource);
            } else {
                problems.put(name, new StoreProblem(name, file, "it holds cluster " + resource.name()));
            }
        } catch (MalformedDocumentException e) {
            problems.put(name, new StoreProblem(name, file, String.valueOf(e.getMessage())));
        }
    }
}
