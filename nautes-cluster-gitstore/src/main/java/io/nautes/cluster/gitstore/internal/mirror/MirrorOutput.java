package io.nautes.cluster.gitstore.internal.mirror;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;

/** A file of the mirror, for writing. Its content can be read again before it is closed. */
final class MirrorOutput extends DfsOutputStream {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final RandomAccessFile file;
    private final byte[] buffer = new byte[BUFFER];
    private int buffered;
    private boolean open = true;

    MirrorOutput(Path path) throws IOException {
        this.path = path;
        try {
            Files.createFile(path);
            file = new RandomAccessFile(path.toFile(), "rw");
        } catch (NoSuchFileException e) {
            throw new MirrorDamagedException("the folder of " + path + " does not exist any more", e);
        } catch (IOException e) {
            throw new MirrorWriteException(path, e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            if (buffered == BUFFER) {
                flush();
            }
            int part = Math.min(left, BUFFER - buffered);
            System.arraycopy(bytes, at, buffer, buffered, part);
            buffered += part;
            at += part;
            left -= part;
        }
    }

    @Override
    public void flush() throws IOException {
        int length = buffered;
        buffered = 0;
        try {
            file.write(buffer, 0, length);
        } catch (IOException e) {
            throw new MirrorWriteException(path, e);
        }
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        flush();
        long end = file.getFilePointer();
        file.seek(position);
        try {
            return MirrorFile.read(file, target);
        } finally {
            file.seek(end);
        }
    }

    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            try {
                flush();
            } finally {
                file.close();
            }
        }
    }
}
