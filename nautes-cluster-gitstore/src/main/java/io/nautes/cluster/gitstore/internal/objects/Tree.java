package io.nautes.cluster.gitstore.internal.objects;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** The entries of a Git tree. Immutable. */
public final class Tree implements Iterable<TreeEntry> {
    /** The tree without entries. */
    public static final Tree EMPTY = new Tree(Constants.EMPTY_TREE_ID, new byte[0]);

    /** The maximum number of digits of a mode that Git reads, including leading zeros. */
    private static final int MAX_MODE_DIGITS = 7;

    private final ObjectId id;
    private final byte[] bytes;

    /**
     * Creates a tree.
     *
     * @param id the id of the tree
     * @param bytes the content of the tree, which must not be changed afterwards
     */
    public Tree(ObjectId id, byte[] bytes) {
        this.id = id;
        this.bytes = bytes;
    }

    /**
     * Returns the folder at a path.
     *
     * @param root the tree at which the path starts
     * @return the folder; the empty tree if it does not exist
     * @throws IOException if a tree cannot be read
     * @throws RegistryException if a segment of the path is not a folder
     */
    public static Tree at(TreeReader reader, ObjectId root, RepoPath path) throws IOException {
        Tree tree = new Tree(root, reader.tree(root));
        for (String step : path.steps()) {
            TreeEntry entry = tree.find(step);
            if (entry == null) {
                return EMPTY;
            }
            if (!entry.isFolder()) {
                throw new RegistryException(
                        FailureCode.MALFORMED_CONTENT,
                        path + ": " + step + " is " + entry.kind() + ", not a folder; fix it in the repository");
            }
            tree = new Tree(entry.id(), reader.tree(entry.id()));
        }
        return tree;
    }

    /** Returns the id of the tree. */
    public ObjectId id() {
        return id;
    }

    /** Returns the content of the tree, which must not be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the entry with a name, of any kind; {@code null} if the tree has no such entry. */
    public @Nullable TreeEntry find(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        Cursor cursor = new Cursor();
        while (cursor.hasNext()) {
            cursor.step();
            if (Arrays.equals(bytes, cursor.name, cursor.nameEnd, wanted, 0, wanted.length)) {
                return cursor.entry();
            }
        }
        return null;
    }

    @Override
    public Iterator<TreeEntry> iterator() {
        return new Cursor();
    }

    /** An iterator over the entries in the bytes. */
    private final class Cursor implements Iterator<TreeEntry> {
        private int next;
        private int mode;
        private int name;
        private int nameEnd;

        @Override
        public boolean hasNext() {
            return next < bytes.length;
        }

        @Override
        public TreeEntry next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            step();
            return entry();
        }

        TreeEntry entry() {
            return new TreeEntry(Arrays.copyOfRange(bytes, name, nameEnd), mode, ObjectId.fromRaw(bytes, nameEnd + 1));
        }

        void step() {
            int at = next;
            mode = 0;
            while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '7' && at - next < MAX_MODE_DIGITS) {
                mode = mode * 8 + (bytes[at++] - '0');
            }
            if (at == next || at >= bytes.length || bytes[at] != ' ') {
                throw malformed();
            }
            name = at + 1;
            nameEnd = name;
            while (nameEnd < bytes.length && bytes[nameEnd] != 0) {
                nameEnd++;
            }
            if (nameEnd == name || bytes.length - nameEnd <= Constants.OBJECT_ID_LENGTH) {
                throw malformed();
            }
            next = nameEnd + 1 + Constants.OBJECT_ID_LENGTH;
        }

        private RegistryException malformed() {
            return new RegistryException(
                    FailureCode.MALFORMED_CONTENT,
                    "the tree " + id.name() + " is malformed at byte " + next
                            + "; run git fsck in the repository and repair it");
        }
    }
}
