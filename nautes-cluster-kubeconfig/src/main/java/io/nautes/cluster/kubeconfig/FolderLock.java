package io.nautes.cluster.kubeconfig;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock that serializes changes of a folder across threads, class loaders and processes.
 *
 * <p>Between processes it is a lock on the file {@code .lock}, which the operating system releases when its holder
 * dies. Such a lock belongs to the whole process, and closing any channel to the file gives it up. So within the
 * process there must never be two of them, not even in two class loaders. The monitor of an interned string, of which
 * the JVM has only one, takes care of that. It is held for as long as a change takes, which is some milliseconds.
 */
final class FolderLock {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Path file;
    private final OwnerOnly rights;
    private final String monitor;
    private final Duration wait;

    FolderLock(Path folder, OwnerOnly rights) {
        this(
                folder.resolve(".lock"),
                rights,
                ("io.nautes.cluster.kubeconfig.FolderLock:" + folder.toUri()).intern(),
                LONGEST_WAIT);
    }

    private FolderLock(Path file, OwnerOnly rights, String monitor, Duration wait) {
        this.file = file;
        this.rights = rights;
        this.monitor = monitor;
        this.wait = wait;
    }

    /** Returns a view of this lock with a maximum wait for other processes. */
    FolderLock within(Duration time) {
        return time.compareTo(wait) < 0 ? new FolderLock(file, rights, monitor, time) : this;
    }

    /**
     * Runs a step while holding the lock. The step is run once.
     *
     * @throws IOException if the step does, or another process holds the lock for too long
     */
    <T> T hold(Uninterrupted.Step<T> step) throws IOException {
        synchronized (monitor) {
            FileChannel locked = Uninterrupted.call(this::acquire);
            try {
                return step.run();
            } finally {
                locked.close();
            }
        }
    }

    private FileChannel acquire() throws IOException {
        FileChannel channel = open();
        try {
            long start = System.nanoTime();
            while (!isLocked(channel)) {
                if (System.nanoTime() - start > wait.toNanos()) {
                    throw new IOException("another process has locked it for " + wait.toMillis() + " ms");
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private FileChannel open() throws IOException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            try {
                return rights.createFile(file);
            } catch (FileAlreadyExistsException e) {
                // Another process locked the file first.
            }
        }
        return FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    /** Tries to lock; the lock is released when the channel is closed. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
