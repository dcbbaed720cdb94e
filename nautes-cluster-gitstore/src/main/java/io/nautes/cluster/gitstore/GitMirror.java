package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.eclipse.jgit.errors.CancelledException;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The objects of the remote repository that are known here, in a folder that one store uses at a time. Nothing in it is
 * authoritative: it can be thrown away at any moment and is then fetched again. Safe for use by several threads.
 */
final class GitMirror implements AutoCloseable {
    private static final String HEAD_FILE = "fetched-head";

    /** What may pile up before all is thrown away; to fetch a mirror again costs more than so much room. */
    static final long DEFAULT_WASTE_BYTES = 256L << 20;

    private static final long PATIENCE_ON_CLOSE_SECONDS = 5;

    private final MirrorFolder folder;
    private final long wasteBytes;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
    private MirrorRepository repository;
    private int generation;
    private long bytesAfterFetch;
    private volatile @Nullable ObjectId known;
    private volatile boolean closed;
    private boolean released;

    private GitMirror(MirrorFolder folder, long wasteBytes) throws IOException {
        this.folder = folder;
        this.wasteBytes = wasteBytes;
        this.repository = openRepository(folder);
        this.known = readKnown();
    }

    /**
     * Opens a mirror.
     *
     * @param chosen its folder; {@code null} for one that is deleted on close
     * @param wasteBytes how much may pile up beyond four times what was fetched
     */
    static GitMirror open(@Nullable Path chosen, long wasteBytes) {
        MirrorFolder folder = MirrorFolder.open(chosen);
        try {
            return new GitMirror(folder, wasteBytes);
        } catch (IOException e) {
            folder.close();
            throw localStorage(folder.path(), e);
        }
    }

    static RegistryException localStorage(Path place, IOException cause) {
        return new RegistryException(
                FailureCode.LOCAL_STORAGE,
                "the mirror " + place + " cannot be used: " + cause.getMessage()
                        + "; check that the disk has room and that the folder is writable",
                cause);
    }

    private static MirrorRepository openRepository(MirrorFolder folder) throws IOException {
        try {
            return MirrorRepository.open(folder.packs());
        } catch (MirrorDamagedException e) {
            folder.deletePacks();
            return MirrorRepository.open(folder.packs());
        }
    }

    /** Something that is done with the repository. */
    interface Task<T> {
        T run(MirrorRepository repository) throws IOException;
    }

    /**
     * Does something with the repository, which stays open meanwhile.
     *
     * @throws RegistryException if the thread is interrupted, or the mirror is closed
     * @throws MirrorWriteException if the mirror cannot be written
     * @throws MirrorDamagedException if the mirror is damaged; {@link #rebuild} it and try again
     */
    <T> T use(Task<T> task) throws IOException {
        lock.readLock().lock();
        try {
            if (closed) {
                throw GitCommitter.closedFailure();
            }
            return task.run(repository);
        } catch (IOException e) {
            if (GitFailures.has(e, CancelledException.class)) {
                throw new RegistryException(
                        FailureCode.CANCELLED, "reading the mirror " + path() + " was interrupted", e);
            }
            if (e instanceof MirrorDamagedException || GitFailures.has(e, MirrorWriteException.class)) {
                throw e;
            }
            // What the network does is told otherwise, so that a file cannot be read is all that is left.
            throw new MirrorDamagedException(String.valueOf(e.getMessage()), e);
        } finally {
            lock.readLock().unlock();
            if (closed && lock.writeLock().tryLock()) {
                release();
            }
        }
    }

    Path path() {
        return folder.path();
    }

    /** Grows with each {@link #rebuild}. */
    int generation() {
        lock.readLock().lock();
        try {
            return generation;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The last commit whose history is known to be here; {@code null} if none is. */
    @Nullable
    ObjectId known() {
        return known;
    }

    /** Notes that a commit and its history are here. It spares the next start the fetch, so a failure is no harm. */
    void known(ObjectId commit) {
        if (commit.equals(known)) {
            return;
        }
        known = commit;
        Path file = folder.path().resolve(HEAD_FILE);
        Path temporary = folder.path().resolve(HEAD_FILE + ".tmp");
        try {
            Files.writeString(temporary, commit.name());
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            System.getLogger(GitMirror.class.getName())
                    .log(System.Logger.Level.DEBUG, "the fetched head was not noted", e);
        }
    }

    private @Nullable ObjectId readKnown() throws IOException {
        Path file = folder.path().resolve(HEAD_FILE);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        String text = Files.readString(file).strip();
        return ObjectId.isId(text) && repository.getObjectDatabase().has(ObjectId.fromString(text))
                ? ObjectId.fromString(text)
                : null;
    }

    /**
     * Throws away all objects, unless that was done since.
     *
     * @param seen the {@link #generation} in which the damage was seen
     */
    void rebuild(int seen) throws IOException {
        lock.writeLock().lock();
        try {
            if (closed) {
                throw GitCommitter.closedFailure();
            }
            if (seen == generation) {
                known = null;
                repository.close();
                Files.deleteIfExists(folder.path().resolve(HEAD_FILE));
                folder.deletePacks();
                repository = MirrorRepository.open(folder.packs());
                bytesAfterFetch = 0;
                generation++;
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Keeps the mirror small: merges small packs when there are many, and throws all away when what piled up is much
     * larger than what was fetched. Does nothing while somebody uses the mirror, and can wait if it fails.
     */
    void tidy() {
        if (!lock.writeLock().tryLock()) {
            return;
        }
        try {
            tidyLocked();
        } catch (IOException e) {
            System.getLogger(GitMirror.class.getName()).log(System.Logger.Level.DEBUG, "the mirror was not tidied", e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void tidyLocked() throws IOException {
        MirrorObjects objects = repository.getObjectDatabase();
        if (bytesAfterFetch == 0) {
            bytesAfterFetch = objects.bytes();
        }
        if (objects.bytes() > wasteBytes + 4 * bytesAfterFetch) {
            rebuild(generation);
        } else if (MirrorPacks.areMany(objects)) {
            MirrorPacks.merge(repository);
            repository.close();
            repository = MirrorRepository.open(folder.packs());
        }
    }

    /** Waits a moment for those who still use the mirror; if they take longer, the last of them releases it. */
    @Override
    public void close() {
        closed = true;
        try {
            if (lock.writeLock().tryLock(PATIENCE_ON_CLOSE_SECONDS, TimeUnit.SECONDS)) {
                release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (lock.writeLock().tryLock()) {
                release();
            }
        }
    }

    /** Gives the folder up, once; the write lock is held, and is released. */
    private void release() {
        try {
            if (!released) {
                released = true;
                repository.close();
                folder.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
