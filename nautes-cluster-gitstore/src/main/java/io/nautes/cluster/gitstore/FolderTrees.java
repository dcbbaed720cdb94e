package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** The trees from the root down to a folder, as bytes. Those that do not exist are empty. Immutable. */
final class FolderTrees {
    private final List<String> path;
    private final List<byte[]> trees;

    private FolderTrees(List<String> path, List<byte[]> trees) {
        this.path = path;
        this.trees = trees;
    }

    static FolderTrees none(List<String> path) {
        List<byte[]> trees = new ArrayList<>();
        for (int i = 0; i <= path.size(); i++) {
            trees.add(new byte[0]);
        }
        return new FolderTrees(path, trees);
    }

    /** Reads the trees. */
    static FolderTrees read(ObjectReader reader, ObjectId root, List<String> path) throws IOException {
        return read(tree -> bytes(reader, tree), bytes(reader, root), path);
    }

    /** Reads the trees below a root. */
    static FolderTrees read(TreeReader reader, byte[] root, List<String> path) throws IOException {
        List<byte[]> trees = new ArrayList<>(path.size() + 1);
        trees.add(root);
        for (String step : path) {
            byte[] outer = trees.get(trees.size() - 1);
            if (TreeEdit.findFile(outer, step) != null) {
                throw new RegistryException(
                        FailureCode.MALFORMED_CONTENT,
                        String.join("/", path) + ": " + step + " is a file, not a folder; mend it in the repository");
            }
            ObjectId inner = TreeEdit.findFolder(outer, step);
            trees.add(inner == null ? new byte[0] : reader.read(inner));
        }
        return new FolderTrees(path, trees);
    }

    private static byte[] bytes(ObjectReader reader, ObjectId tree) throws IOException {
        return reader.open(tree, Constants.OBJ_TREE).getCachedBytes(Integer.MAX_VALUE);
    }

    /** Something that knows trees. */
    interface TreeReader {
        byte[] read(ObjectId tree) throws IOException;
    }

    /** These trees with another root, of which the others are read. */
    FolderTrees withRoot(TreeReader reader, byte[] root) throws IOException {
        return read(reader, root, path);
    }

    byte[] root() {
        return trees.get(0);
    }

    /** The folder itself. */
    byte[] folder() {
        return trees.get(path.size());
    }

    /** The blob of a file in the folder; {@code null} if there is none. */
    @Nullable
    ObjectId file(String name) {
        return TreeEdit.findFile(folder(), name);
    }

    /** These trees with another folder. */
    FolderTrees with(byte[] folder, NewObjects objects) {
        List<byte[]> changed = new ArrayList<>(trees);
        changed.set(path.size(), folder);
        for (int depth = path.size() - 1; depth >= 0; depth--) {
            ObjectId inner = objects.insert(Constants.OBJ_TREE, changed.get(depth + 1));
            changed.set(depth, new TreeEdit().putFolder(path.get(depth), inner).apply(trees.get(depth)));
        }
        return new FolderTrees(path, changed);
    }

    ObjectId insertRoot(NewObjects objects) {
        return objects.insert(Constants.OBJ_TREE, trees.get(0));
    }
}
