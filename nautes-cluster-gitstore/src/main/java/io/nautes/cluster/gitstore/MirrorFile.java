package io.nautes.cluster.gitstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;

/** A file of the mirror that is read. That it is missing or shorter than it was is damage. */
final class MirrorFile implements ReadableChannel {
    /** The length of the hashes at the ends of packs and indexes. */
    private static final int HASH = 20;

    private final FileChannel channel;

    private MirrorFile(FileChannel channel) {
        this.channel = channel;
    }

    static MirrorFile open(Path file, long expectedSize) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (IOException e) {
            throw new MirrorDamagedException(file + " cannot be read: " + e.getMessage(), e);
        }
        if (expectedSize > 0 && channel.size() != expectedSize) {
            channel.close();
            throw new MirrorDamagedException(file + " does not have its " + expectedSize + " bytes", null);
        }
        return new MirrorFile(channel);
    }

    /** Checks that a pack ends as its index says; this finds packs that were cut off, without reading them. */
    static void check(Path pack, Path index) throws IOException {
        byte[] endOfPack = tail(pack, HASH);
        byte[] endOfIndex = tail(index, 2 * HASH);
        if (!Arrays.equals(endOfPack, 0, HASH, endOfIndex, 0, HASH)) {
            throw new MirrorDamagedException(pack + " does not end as its index says", null);
        }
    }

    private static byte[] tail(Path file, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer tail = ByteBuffer.allocate(length);
            long start = channel.size() - length;
            int read = 0;
            while (start >= 0 && read >= 0 && tail.hasRemaining()) {
                read = channel.read(tail, start + tail.position());
            }
            if (tail.hasRemaining()) {
                throw new MirrorDamagedException(file + " is cut off", null);
            }
            return tail.array();
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public void position(long position) throws IOException {
        channel.position(position);
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    /** No block size is better than another. */
    @Override
    public int blockSize() {
        return 0;
    }

    /** Left to the operating system. */
    @Override
    public void setReadAheadBytes(int bytes) {}

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
