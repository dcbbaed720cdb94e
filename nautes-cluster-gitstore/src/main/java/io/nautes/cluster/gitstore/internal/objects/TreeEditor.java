package io.nautes.cluster.gitstore.internal.objects;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * An editor of trees. It collects the files that a commit writes and removes, and then writes each changed tree once.
 * Other entries are copied, whatever the encoding of their names. Used by one thread.
 *
 * <ul>
 *   <li>A file that is replaced keeps its mode.
 *   <li>A folder, symbolic link or submodule is never replaced by a file, nor a file by a folder, unless it is removed
 *       explicitly.
 *   <li>A folder that becomes empty is removed, because Git stores no empty folders.
 *   <li>Each new tree passes JGit's object check. Modes with leading zeros and entries out of order, which some tools
 *       write, are corrected in the trees that change.
 * </ul>
 */
public final class TreeEditor {
    private final Folder root = new Folder("");

    /** Adds or replaces a file. */
    public void putFile(RepoPath path, ObjectId blob) {
        parent(path).files.put(new Name(path.name()), blob);
    }

    /** Removes a file. Has no effect if there is no file at the path. */
    public void removeFile(RepoPath path) {
        parent(path).files.put(new Name(path.name()), null);
    }

    /** Removes a folder with its content, except for files that are added to it before or afterwards. */
    public void removeFolder(RepoPath path) {
        parent(path).folder(path.name()).cleared = true;
    }

    private Folder parent(RepoPath path) {
        Folder folder = root;
        for (String step : path.steps().subList(0, path.steps().size() - 1)) {
            folder = folder.folder(step);
        }
        return folder;
    }

    /**
     * Writes the changed trees.
     *
     * @param base the tree to change; {@code null} for an empty one
     * @return the new tree; the base if nothing changes
     * @throws IOException if a tree cannot be read
     * @throws RegistryException if an entry of the repository prevents the change, or a tree is malformed
     */
    public ObjectId apply(TreeStore store, @Nullable ObjectId base) throws IOException {
        Tree before = base == null ? Tree.EMPTY : new Tree(base, store.tree(base));
        ObjectId after = root.apply(store, before, false);
        return after == null ? store.insertTree(new byte[0]) : after;
    }

    /** A name that is compared by its bytes. */
    private static final class Name {
        private final byte[] bytes;

        Name(byte[] bytes) {
            this.bytes = bytes;
        }

        Name(String text) {
            this(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Name name && Arrays.equals(name.bytes, bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** The changes in one folder. */
    private static final class Folder {
        private final String path;
        private final Map<Name, Folder> folders = new LinkedHashMap<>();
        private final Map<Name, @Nullable ObjectId> files = new LinkedHashMap<>();
        private boolean cleared;

        Folder(String path) {
            this.path = path;
        }

        Folder folder(String step) {
            return folders.computeIfAbsent(
                    new Name(step), name -> new Folder(path.isEmpty() ? step : path + "/" + step));
        }

        /**
         * Returns the id of the changed folder; {@code null} if the folder becomes empty.
         *
         * @param inCleared whether an enclosing folder is removed
         */
        @Nullable
        ObjectId apply(TreeStore store, Tree before, boolean inCleared) throws IOException {
            boolean clears = cleared || inCleared;
            List<TreeEntry> old = new ArrayList<>();
            List<TreeEntry> after = new ArrayList<>();
            Map<Name, TreeEntry> touched = new LinkedHashMap<>();
            for (TreeEntry entry : before) {
                old.add(entry);
                Name name = new Name(entry.rawName());
                if (files.containsKey(name) || folders.containsKey(name)) {
                    if (touched.put(name, entry) != null) {
                        throw conflict(name, "is listed twice in the repository");
                    }
                } else if (!clears) {
                    after.add(entry);
                }
            }
            for (Name name : changedNames()) {
                TreeEntry entry = changed(store, name, touched.get(name), clears);
                if (entry != null) {
                    after.add(entry);
                }
            }
            return written(store, before, old, after);
        }

        private Set<Name> changedNames() {
            Set<Name> names = new LinkedHashSet<>(files.keySet());
            names.addAll(folders.keySet());
            return names;
        }

        private @Nullable ObjectId written(TreeStore store, Tree before, List<TreeEntry> old, List<TreeEntry> after) {
            if (after.isEmpty()) {
                return null;
            }
            after.sort(TreeEntry::compare);
            old.sort(TreeEntry::compare);
            if (after.equals(old)) {
                return before.id();
            }
            byte[] content = bytes(after);
            check(content);
            return store.insertTree(content);
        }

        /** Returns the entry with a name after the change; {@code null} if the folder then has no such entry. */
        private @Nullable TreeEntry changed(TreeStore store, Name name, @Nullable TreeEntry before, boolean clears)
                throws IOException {
            TreeEntry file = file(name, before, clears);
            TreeEntry folder = folder(store, name, before, clears);
            if (file != null && folder != null) {
                throw file.isFile() && files.get(name) != null && folders.containsKey(name) && before == null
                        ? conflict(name, "is to be written both as a file and as a folder")
                        : conflict(name, "is " + file.kind() + " in the repository and must become a folder");
            }
            return file == null ? folder : file;
        }

        /** Returns the entry with a name after the change if it is not a folder; {@code null} otherwise. */
        private @Nullable TreeEntry file(Name name, @Nullable TreeEntry before, boolean clears) {
            boolean wasFile = before != null && before.isFile();
            ObjectId blob = files.get(name);
            if (blob == null) {
                boolean removed = clears || before == null || before.isFolder() || (files.containsKey(name) && wasFile);
                return removed ? null : before;
            }
            if (before == null) {
                return new TreeEntry(name.bytes, FileMode.REGULAR_FILE.getBits(), blob);
            }
            if (wasFile) {
                return before.with(before.mode(), blob);
            }
            Folder inner = folders.get(name);
            boolean removed = clears || (before.isFolder() && inner != null && inner.cleared);
            if (!removed) {
                throw conflict(name, "is " + before.kind() + " in the repository and must become a file");
            }
            return before.with(FileMode.REGULAR_FILE.getBits(), blob);
        }

        /** Returns the folder with a name after the change; {@code null} if there is then no such folder. */
        private @Nullable TreeEntry folder(TreeStore store, Name name, @Nullable TreeEntry before, boolean clears)
                throws IOException {
            TreeEntry old = before != null && before.isFolder() ? before : null;
            Folder inner = folders.get(name);
            if (inner == null) {
                return clears ? null : old;
            }
            Tree tree = old == null ? Tree.EMPTY : new Tree(old.id(), store.tree(old.id()));
            ObjectId after = inner.apply(store, tree, clears);
            return after == null ? null : new TreeEntry(name.bytes, FileMode.TREE.getBits(), after);
        }

        private static byte[] bytes(List<TreeEntry> entries) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(48 * entries.size());
            byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
            for (TreeEntry entry : entries) {
                out.writeBytes(Constants.encodeASCII(Integer.toOctalString(entry.mode())));
                out.write(' ');
                out.writeBytes(entry.rawName());
                out.write(0);
                entry.id().copyRawTo(id, 0);
                out.writeBytes(id);
            }
            return out.toByteArray();
        }

        private void check(byte[] content) {
            try {
                new ObjectChecker().checkTree(content);
            } catch (CorruptObjectException e) {
                throw new RegistryException(
                        FailureCode.MALFORMED_CONTENT,
                        (path.isEmpty() ? "the root folder" : path) + " does not pass Git's object check: "
                                + e.getMessage()
                                + "; run git fsck in the repository and repair the folder; nothing was changed",
                        e);
            }
        }

        private RegistryException conflict(Name name, String problem) {
            return new RegistryException(
                    FailureCode.MALFORMED_CONTENT,
                    (path.isEmpty() ? "" : path + "/") + name + " " + problem
                            + "; remove or rename it in the repository; nothing was changed");
        }
    }
}
