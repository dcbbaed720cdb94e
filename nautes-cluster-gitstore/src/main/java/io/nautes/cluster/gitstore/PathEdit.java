package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Edits files anywhere below a tree. Only trees on the way to a changed file are read; a folder left empty goes. */
final class PathEdit {
    private final String place;
    private final Map<String, PathEdit> folders = new TreeMap<>();
    private final Map<String, @Nullable ObjectId> files = new TreeMap<>();
    private boolean cleared;

    PathEdit() {
        this("");
    }

    private PathEdit(String place) {
        this.place = place;
    }

    /** Removes a folder with all it holds; what is put into it stays. */
    void removeFolder(String path) {
        in(path + "/").cleared = true;
    }

    /** Removes a file; does nothing if there is none. */
    void removeFile(String path) {
        in(path).files.put(name(path), null);
    }

    /** Puts a file. */
    void putFile(String path, ObjectId blob) {
        in(path).files.put(name(path), blob);
    }

    /** The last step of a path. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private PathEdit in(String path) {
        PathEdit edit = this;
        int start = 0;
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
            String step = path.substring(start, end);
            String reached = path.substring(0, end);
            edit = edit.folders.computeIfAbsent(step, key -> new PathEdit(reached));
            start = end + 1;
        }
        return edit;
    }

    /**
     * A tree with all changes made.
     *
     * @param tree the tree; empty if there is none
     * @return the tree; empty if nothing is left in it
     */
    byte[] apply(BatchObjects objects, byte[] tree) throws IOException {
        byte[] base = cleared ? new byte[0] : tree;
        Map<String, Entry> before = entries(base);
        TreeEdit edit = new TreeEdit();
        for (Map.Entry<String, @Nullable ObjectId> file : files.entrySet()) {
            putFile(edit, file.getKey(), file.getValue(), before.get(file.getKey()));
        }
        for (Map.Entry<String, PathEdit> folder : folders.entrySet()) {
            putFolder(objects, edit, folder.getKey(), folder.getValue(), before.get(folder.getKey()));
        }
        return edit.apply(base);
    }

    private record Entry(boolean isFolder, ObjectId id) {}

    private static Map<String, Entry> entries(byte[] tree) throws IOException {
        Map<String, Entry> entries = new HashMap<>();
        TreeEdit.forEach(tree, (name, mode, id) -> entries.put(name, new Entry(mode == FileMode.TREE, id)));
        return entries;
    }

    private void putFile(TreeEdit edit, String name, @Nullable ObjectId blob, @Nullable Entry before) {
        boolean isFolder = before != null && before.isFolder();
        if (blob == null) {
            if (!isFolder) {
                edit.removeFile(name);
            }
        } else if (isFolder) {
            throw conflict(name, "is a folder in the repository, and is to be written as a file");
        } else {
            edit.putFile(name, blob);
        }
    }

    private void putFolder(BatchObjects objects, TreeEdit edit, String name, PathEdit inner, @Nullable Entry before)
            throws IOException {
        boolean isFile = before != null && !before.isFolder();
        byte[] tree = before == null || isFile ? new byte[0] : objects.tree(before.id());
        byte[] after = inner.apply(objects, tree);
        if (after.length == 0) {
            edit.removeFolder(name);
        } else if (isFile) {
            throw conflict(name, "is a file in the repository, and is to be a folder");
        } else {
            edit.putFolder(name, objects.added().insert(Constants.OBJ_TREE, after));
        }
    }

    private RegistryException conflict(String name, String problem) {
        return new RegistryException(
                FailureCode.MALFORMED_CONTENT,
                (place.isEmpty() ? "" : place + "/") + name + " " + problem
                        + "; remove or rename it in the repository; nothing was changed");
    }
}
