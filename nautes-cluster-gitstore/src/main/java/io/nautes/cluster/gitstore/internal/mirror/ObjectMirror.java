package io.nautes.cluster.gitstore.internal.mirror;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.util.Causes;
import io.nautes.cluster.gitstore.internal.util.ClosedStore;
import io.nautes.cluster.gitstore.internal.util.Deadline;
import io.nautes.cluster.gitstore.internal.util.TimeLimiter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.errors.CancelledException;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The known objects of the remote repository, in a folder that only one store uses at a time. The folder is only a
 * cache: it can be deleted at any time and is then fetched again. Safe for use by several threads.
 */
public final class ObjectMirror implements AutoCloseable {
    /** The default allowance before the mirror is renewed. Fetching everything again costs more than this space. */
    public static final long DEFAULT_WASTE_BYTES = 256L << 20;

    private static final long PATIENCE_ON_CLOSE_SECONDS = 5;

    /** The maximum number of fetches that a renewal makes after the first one, for new commits. */
    private static final int MAX_CATCH_UPS = 3;

    private static final Duration MAX_FETCH = Duration.ofMinutes(10);

    /** The maximum duration of these fetches, during which pushes wait. They fetch only new commits. */
    private static final Duration MAX_CATCH_UP = Duration.ofSeconds(10);

    private final MirrorFolder folder;
    private final FetchedHead fetchedHead;
    private final MirrorGrowth growth;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private MirrorGeneration current;
    private boolean merging;
    private boolean renewing;
    private boolean isSwapping;
    private int pins;
    private boolean closed;
    private boolean released;

    private ObjectMirror(MirrorFolder folder, long wasteBytes) throws IOException {
        this.folder = folder;
        this.fetchedHead = new FetchedHead(folder.path());
        this.growth = new MirrorGrowth(wasteBytes);
        MirrorRepository repository = openRepository(folder);
        this.current = new MirrorGeneration(repository, folder.packs(), 0, fetchedHead.read(repository));
    }

    /**
     * Opens a mirror.
     *
     * @param chosen the folder; {@code null} for a temporary one that is deleted on close
     * @param wasteBytes the allowed size beyond four times the size after the last fetch of everything
     * @throws IllegalStateException if the version of JGit is not supported
     */
    public static ObjectMirror open(@Nullable Path chosen, long wasteBytes) {
        SupportedJGit.check();
        MirrorFolder folder = MirrorFolder.open(chosen);
        try {
            return new ObjectMirror(folder, wasteBytes);
        } catch (IOException e) {
            folder.close();
            throw localStorage(folder.path(), e);
        }
    }

    public static RegistryException localStorage(Path location, IOException cause) {
        return new RegistryException(
                FailureCode.LOCAL_STORAGE,
                "the mirror " + location + " cannot be used: " + cause.getMessage()
                        + "; check that the disk has free space and that the folder is writable",
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

    /** A task that uses the repository. */
    public interface Task<T> {
        T run(MirrorRepository repository) throws IOException;
    }

    /**
     * Runs a task with the repository, which stays open meanwhile. The task does not block other users of the mirror.
     *
     * @throws RegistryException if the mirror is closed
     * @throws MirrorWriteException if the mirror cannot be written
     * @throws MirrorDamagedException if the mirror is damaged; the caller must {@link #rebuild} it and try again
     * @throws TimeLimiter.LimitExceededException if the task was abandoned
     */
    public <T> T use(Task<T> task) throws IOException {
        MirrorGeneration used = acquire();
        try {
            return task.run(used.repository());
        } catch (IOException e) {
            if (Causes.has(e, CancelledException.class)) {
                throw new RegistryException(
                        FailureCode.CANCELLED, "reading the mirror " + path() + " was interrupted", e);
            }
            if (e instanceof MirrorDamagedException
                    || e instanceof TimeLimiter.LimitExceededException
                    || Causes.has(e, MirrorWriteException.class)) {
                throw e;
            }
            // Failures of the network have other types, so this one is a failure of the mirror's files.
            throw new MirrorDamagedException(String.valueOf(e.getMessage()), e);
        } finally {
            release(used);
        }
    }

    /** The work that must be done on a rebuilt mirror before a task is repeated. */
    @FunctionalInterface
    public interface Recovery {
        void run(MirrorDamagedException damage) throws IOException;
    }

    /**
     * Runs a task with the repository. If the mirror is damaged, it is rebuilt and the task runs once more. Every read
     * of a mirror that is not part of a push uses this method.
     *
     * @throws MirrorDamagedException if the mirror is still damaged afterwards
     */
    public <T> T useHealing(Task<T> task, Recovery recovery) throws IOException {
        int seen = generation();
        try {
            return use(task);
        } catch (MirrorDamagedException damage) {
            rebuild(seen);
            recovery.run(damage);
        }
        return use(task);
    }

    private MirrorGeneration acquire() {
        lock.lock();
        try {
            while (merging) {
                changed.awaitUninterruptibly();
            }
            if (closed) {
                throw ClosedStore.failure();
            }
            current.enter();
            return current;
        } finally {
            lock.unlock();
        }
    }

    private void release(MirrorGeneration used) {
        lock.lock();
        try {
            used.leave();
            if (!used.isUsed()) {
                releaseIfUnused();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    public Path path() {
        return folder.path();
    }

    private MirrorGeneration current() {
        lock.lock();
        try {
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** Returns a number that increases with each {@link #rebuild}. */
    public int generation() {
        return current().number();
    }

    /** Returns the last commit whose history is known to be in the mirror; {@code null} if nothing was fetched. */
    public @Nullable ObjectId known() {
        return current().known();
    }

    /**
     * Records that a commit and its history are in the mirror. This only avoids a fetch at the next start, so a failure
     * does no harm.
     *
     * @param repository the repository that has them; if it was discarded in the meantime, nothing is recorded
     */
    public void known(MirrorRepository repository, ObjectId commit) {
        lock.lock();
        try {
            if (current.repository() != repository || closed || commit.equals(current.known())) {
                return;
            }
            current.know(commit);
            fetchedHead.write(commit);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Discards all objects unless another thread has already done so. Tasks that use them find them missing and must
     * start again.
     *
     * @param seen the {@link #generation} in which the damage was found
     */
    public void rebuild(int seen) throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw ClosedStore.failure();
            }
            if (seen == current.number()) {
                fetchedHead.delete();
                folder.deletePacks();
                replace(new MirrorGeneration(
                        MirrorRepository.open(folder.packs()), folder.packs(), current.number() + 1, null));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Begins another generation. The caller holds the lock. */
    private void replace(MirrorGeneration next) {
        MirrorGeneration old = current;
        current = next;
        growth.reset();
        old.endBefore(next);
    }

    /** A fetch of a branch into an empty repository, or of its new commits. */
    @FunctionalInterface
    public interface Fetch {
        /**
         * Fetches the branch.
         *
         * @param repository the repository to fetch into
         * @param known the last commit in the repository; {@code null} if it is empty
         * @param deadline the deadline of the fetch
         * @return the head; {@code null} if the branch does not exist
         */
        @Nullable
        ObjectId into(MirrorRepository repository, @Nullable ObjectId known, Deadline deadline) throws IOException;
    }

    /** Returns whether the mirror is so much larger than what was fetched that it should be renewed. */
    public boolean isOutgrown() {
        lock.lock();
        try {
            return !closed
                    && !renewing
                    && growth.isOutgrown(
                            current.repository().getObjectDatabase().bytes());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Fetches everything again beside the mirror, and then replaces the mirror. It can be used meanwhile, and tasks
     * that use it then keep the old objects until they end. If the fetch fails, the mirror is kept.
     *
     * @return whether the mirror was replaced
     */
    public boolean renew(Fetch fetch) throws IOException {
        if (!beginRenewal()) {
            return false;
        }
        Path sibling = null;
        boolean isReplaced = false;
        try {
            sibling = folder.createSibling();
            isReplaced = renew(fetch, sibling);
            return isReplaced;
        } finally {
            if (sibling != null && !isReplaced) {
                MirrorGeneration.delete(sibling);
            }
            endRenewal(isReplaced);
        }
    }

    private boolean renew(Fetch fetch, Path sibling) throws IOException {
        MirrorRepository repository = MirrorRepository.open(sibling);
        boolean isReplaced = false;
        try {
            ObjectId head = fetch.into(repository, null, Deadline.after(MAX_FETCH));
            isReplaced = head != null && swap(fetch, repository, sibling, head);
            return isReplaced;
        } finally {
            if (!isReplaced) {
                repository.close();
            }
        }
    }

    /** Work that uses the mirror several times and needs the objects that it wrote before. */
    @FunctionalInterface
    public interface Work {
        /** Does the work. */
        void run() throws IOException;
    }

    /** Does work during which the mirror is not replaced unless it is damaged. */
    public void pinned(Work work) throws IOException {
        lock.lock();
        try {
            while (isSwapping && !closed) {
                changed.awaitUninterruptibly();
            }
            pins++;
        } finally {
            lock.unlock();
        }
        try {
            work.run();
        } finally {
            lock.lock();
            try {
                pins--;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Replaces the mirror between two pieces of pinned work. The next piece waits while the sibling fetches the commits
     * that this store pushed during the first fetch; otherwise a busy store would never have a complete sibling.
     */
    private boolean swap(Fetch fetch, MirrorRepository repository, Path sibling, ObjectId fetched) throws IOException {
        if (!beginSwap()) {
            return false;
        }
        try {
            Deadline deadline = Deadline.after(MAX_CATCH_UP);
            ObjectId head = fetched;
            for (int attempt = 0; head != null; attempt++) {
                if (replaceBy(repository, sibling, head)) {
                    return true;
                }
                if (attempt == MAX_CATCH_UPS) {
                    return false;
                }
                head = fetch.into(repository, head, deadline);
            }
            return false;
        } finally {
            endSwap();
        }
    }

    /** Waits for the end of pinned work, and blocks further pinned work. */
    private boolean beginSwap() {
        lock.lock();
        try {
            isSwapping = true;
            while (pins > 0 && !closed) {
                changed.await();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            isSwapping = false;
            changed.signalAll();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void endSwap() {
        lock.lock();
        try {
            isSwapping = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Replaces the mirror unless it knows a head that the sibling does not have. */
    private boolean replaceBy(MirrorRepository repository, Path sibling, ObjectId head) throws IOException {
        lock.lock();
        try {
            ObjectId known = current.known();
            boolean isComplete = known == null || repository.getObjectDatabase().has(known);
            if (closed || merging || !isComplete) {
                return false;
            }
            MirrorGeneration next = new MirrorGeneration(repository, sibling, current.number() + 1, null);
            folder.makeCurrent(sibling);
            replace(next);
            known(repository, known == null ? head : known);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean beginRenewal() {
        lock.lock();
        try {
            if (renewing || closed) {
                return false;
            }
            renewing = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void endRenewal(boolean isReplaced) {
        lock.lock();
        try {
            renewing = false;
            if (!isReplaced) {
                growth.renewalFailed(current.repository().getObjectDatabase().bytes());
            }
            releaseIfUnused();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Merges small packs if there are many. Does nothing while the mirror is in use. A failure is only logged, because
     * the merge can be made later.
     */
    public void tidy() {
        MirrorGeneration tidied = beginTidying();
        if (tidied == null) {
            return;
        }
        try {
            tidy(tidied);
        } catch (IOException e) {
            System.getLogger(ObjectMirror.class.getName())
                    .log(System.Logger.Level.DEBUG, "the mirror was not tidied", e);
        } finally {
            lock.lock();
            try {
                merging = false;
                releaseIfUnused();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private @Nullable MirrorGeneration beginTidying() {
        lock.lock();
        try {
            if (current.isUsed() || merging || closed) {
                return null;
            }
            merging = true;
            return current;
        } finally {
            lock.unlock();
        }
    }

    private void tidy(MirrorGeneration tidied) throws IOException {
        if (PackMerger.areMany(tidied.repository().getObjectDatabase())) {
            PackMerger.merge(tidied.repository());
            reopen(tidied);
        }
    }

    private void reopen(MirrorGeneration merged) throws IOException {
        lock.lock();
        try {
            if (current != merged) {
                // The mirror was rebuilt in the meantime, which has closed this repository.
                return;
            }
            current = new MirrorGeneration(
                    MirrorRepository.open(merged.packs()), merged.packs(), merged.number(), merged.known());
            merged.repository().close();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits a limited time for tasks that still use the mirror. If they take longer, the last one releases the folder.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            long left = TimeUnit.SECONDS.toNanos(PATIENCE_ON_CLOSE_SECONDS);
            while ((current.isUsed() || merging || renewing) && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            releaseIfUnused();
            lock.unlock();
        }
    }

    /** Releases the folder, once. The caller holds the lock. */
    private void releaseIfUnused() {
        if (closed && !released && !current.isUsed() && !merging && !renewing) {
            released = true;
            current.close();
            folder.close();
        }
    }
}
