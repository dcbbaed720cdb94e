package io.nautes.cluster.gitstore.internal.objects;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** An entry of a Git tree. Its name consists of bytes, in the encoding that its author used. Immutable. */
public final class TreeEntry {
    private final byte[] name;
    private final int mode;
    private final ObjectId id;

    TreeEntry(byte[] name, int mode, ObjectId id) {
        this.name = name;
        this.mode = mode;
        this.id = id;
    }

    /** Returns the entry of a new file. */
    public static TreeEntry file(String name, ObjectId blob) {
        return new TreeEntry(name.getBytes(StandardCharsets.UTF_8), FileMode.REGULAR_FILE.getBits(), blob);
    }

    /** Returns a copy with another object. */
    public TreeEntry withId(ObjectId other) {
        return with(mode, other);
    }

    /** Returns the name as text for people. Bytes that are not UTF-8 are shown as {@code \xNN}. */
    public String name() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString();
        } catch (CharacterCodingException e) {
            StringBuilder shown = new StringBuilder();
            for (byte octet : name) {
                shown.append(octet >= 0 ? String.valueOf((char) octet) : "\\x" + Integer.toHexString(octet & 0xFF));
            }
            return shown.toString();
        }
    }

    /** Returns the id of the object. */
    public ObjectId id() {
        return id;
    }

    byte[] rawName() {
        return name;
    }

    int mode() {
        return mode;
    }

    /** Returns whether this is a file, executable or not. */
    public boolean isFile() {
        FileMode kind = FileMode.fromBits(mode);
        return kind == FileMode.REGULAR_FILE || kind == FileMode.EXECUTABLE_FILE;
    }

    /** Returns whether this is a folder. */
    public boolean isFolder() {
        return FileMode.fromBits(mode) == FileMode.TREE;
    }

    /** Returns the kind of the entry with its mode, such as {@code a symbolic link (mode 120000)}. */
    public String kind() {
        FileMode kind = FileMode.fromBits(mode);
        String name = isFile()
                ? "a file"
                : isFolder()
                        ? "a folder"
                        : kind == FileMode.SYMLINK
                                ? "a symbolic link"
                                : kind == FileMode.GITLINK ? "a submodule" : "of an unknown kind";
        return name + " (mode " + Integer.toOctalString(mode) + ")";
    }

    /** Returns whether another entry has the same object, and both are files or neither is. */
    public boolean hasContentOf(TreeEntry other) {
        return id.equals(other.id) && isFile() == other.isFile();
    }

    TreeEntry with(int otherMode, ObjectId otherId) {
        return new TreeEntry(name, otherMode, otherId);
    }

    /** Compares entries in Git's order: by bytes, with a slash appended to the name of a folder. */
    static int compare(TreeEntry one, TreeEntry other) {
        int length = Math.min(one.name.length, other.name.length);
        int mismatch = Arrays.mismatch(one.name, 0, length, other.name, 0, length);
        int at = mismatch < 0 ? length : mismatch;
        return Integer.compare(one.sortByte(at), other.sortByte(at));
    }

    private int sortByte(int at) {
        return at < name.length ? name[at] & 0xFF : isFolder() ? '/' : 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeEntry entry
                && entry.mode == mode
                && entry.id.equals(id)
                && Arrays.equals(entry.name, name);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(name) + id.hashCode();
    }

    @Override
    public String toString() {
        return name() + ": " + kind() + " " + id.name();
    }
}
