package io.nautes.cluster.gitstore.internal.mirror;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;

/**
 * A file of the mirror, for reading. A file that is missing or too short is damage. It is not a channel of the JDK,
 * because an interrupt would close such a channel during a read, which looks like damage.
 */
final class MirrorFile implements ReadableChannel {
    /** The length of the hashes at the ends of packs and indexes. */
    private static final int HASH = 20;

    private final RandomAccessFile file;
    private boolean open = true;

    private MirrorFile(RandomAccessFile file) {
        this.file = file;
    }

    static MirrorFile open(Path path, long expectedSize) throws IOException {
        RandomAccessFile file;
        try {
            file = new RandomAccessFile(path.toFile(), "r");
        } catch (IOException e) {
            throw new MirrorDamagedException(path + " cannot be read: " + e.getMessage(), e);
        }
        if (expectedSize > 0 && file.length() != expectedSize) {
            file.close();
            throw new MirrorDamagedException(path + " does not have " + expectedSize + " bytes", null);
        }
        return new MirrorFile(file);
    }

    /**
     * Checks that the hash at the end of a pack is the one in its index. This finds truncated packs without reading
     * them.
     */
    static void check(Path pack, Path index) throws IOException {
        byte[] endOfPack = tail(pack, HASH);
        byte[] endOfIndex = tail(index, 2 * HASH);
        if (!Arrays.equals(endOfPack, 0, HASH, endOfIndex, 0, HASH)) {
            throw new MirrorDamagedException(pack + " does not end with the hash in its index", null);
        }
    }

    private static byte[] tail(Path path, int length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long start = file.length() - length;
            if (start < 0) {
                throw new MirrorDamagedException(path + " is truncated", null);
            }
            byte[] tail = new byte[length];
            file.seek(start);
            file.readFully(tail);
            return tail;
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return read(file, target);
    }

    /** Reads from the current position of the file. */
    static int read(RandomAccessFile file, ByteBuffer target) throws IOException {
        if (!target.hasArray()) {
            byte[] bytes = new byte[target.remaining()];
            int read = file.read(bytes, 0, bytes.length);
            target.put(bytes, 0, Math.max(0, read));
            return read;
        }
        int read = file.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
        if (read > 0) {
            target.position(target.position() + read);
        }
        return read;
    }

    @Override
    public long position() throws IOException {
        return file.getFilePointer();
    }

    @Override
    public void position(long position) throws IOException {
        file.seek(position);
    }

    @Override
    public long size() throws IOException {
        return file.length();
    }

    /** Returns 0, because no block size is preferred. */
    @Override
    public int blockSize() {
        return 0;
    }

    /** Does nothing, because the operating system reads ahead. */
    @Override
    public void setReadAheadBytes(int bytes) {}

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        file.close();
    }
}
