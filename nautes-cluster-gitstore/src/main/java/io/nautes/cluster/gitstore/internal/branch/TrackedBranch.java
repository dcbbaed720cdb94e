package io.nautes.cluster.gitstore.internal.branch;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.mirror.MirrorDamagedException;
import io.nautes.cluster.gitstore.internal.mirror.MirrorRepository;
import io.nautes.cluster.gitstore.internal.mirror.ObjectMirror;
import io.nautes.cluster.gitstore.internal.snapshot.GitSnapshot;
import io.nautes.cluster.gitstore.internal.snapshot.SnapshotReader;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch.Head;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch.PushOutcome;
import io.nautes.cluster.gitstore.internal.util.Deadline;
import io.nautes.cluster.gitstore.internal.util.StoreEvents;
import io.nautes.cluster.model.internal.support.DaemonThreads;
import io.nautes.cluster.model.internal.support.OneLine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A branch of a remote repository, with the local mirror of its objects and the last snapshot of its head. Only this
 * class refreshes, reads, pushes and heals: if the mirror is damaged, work on it is repeated here, on a rebuilt mirror,
 * and nowhere else. A snapshot that this store has pushed is never replaced by one that was read earlier. Safe for use
 * by several threads.
 */
public final class TrackedBranch implements AutoCloseable {
    private final ObjectMirror mirror;
    private final RemoteBranch remote;
    private final SnapshotReader reader;
    private final boolean initialize;
    private final StoreEvents events;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();
    private final AtomicReference<@Nullable Thread> renewing = new AtomicReference<>();
    private long refreshStarted = System.nanoTime();
    private @Nullable GitSnapshot refreshed;

    /**
     * The snapshot that was known last. Each is a new object, so that a thread that replaces it notices if another
     * thread did.
     *
     * @param confirmed the moment at which the server confirmed it, in the time of {@link System#nanoTime()}
     */
    private record Known(GitSnapshot snapshot, long confirmed) {}

    public TrackedBranch(
            ObjectMirror mirror, RemoteBranch remote, SnapshotReader reader, boolean initialize, StoreEvents events) {
        this.mirror = mirror;
        this.remote = remote;
        this.reader = reader;
        this.initialize = initialize;
        this.events = events;
    }

    /** Returns the last known snapshot, which may be old; {@code null} if nothing was read yet. */
    public @Nullable GitSnapshot current() {
        Known last = known.get();
        return last == null ? null : last.snapshot();
    }

    /**
     * Returns the last known snapshot if the mirror has its objects, so that commits can be built on it; else {@code
     * null}.
     */
    public @Nullable GitSnapshot currentWithObjects() {
        return hasObjects() ? current() : null;
    }

    /** Returns whether the mirror has the history of the branch up to the commit that was read last. */
    public boolean hasObjects() {
        return mirror.known() != null;
    }

    /** Returns the snapshot before the first commit. */
    public GitSnapshot empty() {
        return reader.empty();
    }

    /**
     * Moves the branch on the server from the commit of one snapshot to that of another. If the push is accepted, the
     * caller must call {@link #advance}.
     *
     * @param isBulk whether there are thousands of new objects
     * @throws MirrorDamagedException if the mirror is damaged; the caller must {@link #heal} it and build the commits
     *     again
     */
    public PushOutcome push(GitSnapshot base, GitSnapshot tip, boolean isBulk, Deadline deadline) throws IOException {
        ObjectId commit = tip.commit();
        if (commit == null) {
            throw new IllegalStateException("there is nothing to push");
        }
        return mirror.use(repository -> remote.push(repository, base.commit(), commit, isBulk, deadline));
    }

    /** Returns whether the side of the server that accepts pushes has another head than a snapshot. */
    public boolean isBehindForPushes(GitSnapshot snapshot, Deadline deadline) throws IOException {
        return mirror.use(repository -> !Objects.equals(
                snapshot.commit(), remote.headForPush(repository, deadline).id()));
    }

    /** Sets the head to a snapshot whose commit this store has pushed. */
    public void advance(GitSnapshot pushed) throws IOException {
        mirror.use(repository -> {
            ObjectId commit = pushed.commit();
            if (commit != null) {
                mirror.known(repository, commit);
            }
            known.set(new Known(pushed, System.nanoTime()));
            return true;
        });
    }

    /** Returns the last known snapshot, and the time since the server confirmed it; empty if nothing was read yet. */
    public Optional<ConfirmedHead> last() {
        Known last = known.get();
        return last == null
                ? Optional.empty()
                : Optional.of(new ConfirmedHead(
                        last.snapshot(), Duration.ofNanos(Math.max(0, System.nanoTime() - last.confirmed()))));
    }

    /**
     * Returns what is stored now. Concurrent callers share one answer if the server was asked after they called.
     *
     * @throws RegistryException if the remote cannot be read in time, or has no such branch
     */
    public GitSnapshot refresh(Deadline deadline) {
        try {
            return refreshLocked(System.nanoTime(), deadline);
        } finally {
            events.deliver(deadline);
        }
    }

    /** A task that uses the mirror and a head. */
    @FunctionalInterface
    public interface HeadTask<T> {
        /**
         * Runs the task.
         *
         * @param head the snapshot, all of whose objects are in the mirror
         */
        T run(MirrorRepository repository, GitSnapshot head) throws IOException;
    }

    /**
     * Reads from the mirror. If the mirror is damaged, it is rebuilt, the branch is refreshed, and the task runs once
     * more.
     *
     * @throws RegistryException if the mirror cannot be written, or if objects are missing even after they were fetched
     *     again
     */
    public <T> T read(Deadline deadline, ObjectMirror.Task<T> task) {
        return healing(task, damage -> refreshRebuilt(damage, deadline));
    }

    /**
     * Reads from the mirror as {@link #read(Deadline, ObjectMirror.Task)} does, with a head. If the mirror was damaged,
     * the task runs again for the head after the refresh.
     */
    public <T> T read(GitSnapshot head, Deadline deadline, HeadTask<T> task) {
        AtomicReference<GitSnapshot> latest = new AtomicReference<>(head);
        return healing(
                repository -> task.run(repository, Objects.requireNonNull(latest.get())),
                damage -> latest.set(refreshRebuilt(damage, deadline)));
    }

    private <T> T healing(ObjectMirror.Task<T> task, ObjectMirror.Recovery recovery) {
        try {
            return mirror.useHealing(task, recovery);
        } catch (MirrorDamagedException damage) {
            throw new RegistryException(
                    FailureCode.MALFORMED_CONTENT,
                    "reading " + remote + ": objects are missing or damaged even when fetched again: "
                            + damage.getMessage() + "; check the repository on the server",
                    damage);
        } catch (IOException e) {
            throw localStorage(e);
        }
    }

    /**
     * Uses the mirror for a task that must not be repeated automatically, such as building commits that are pushed
     * next.
     *
     * @throws MirrorDamagedException if the mirror is damaged; the caller must {@link #heal} it and begin again
     */
    public <T> T use(ObjectMirror.Task<T> task) throws IOException {
        return mirror.use(task);
    }

    /**
     * Does work that uses the mirror several times, such as building commits and pushing them. The mirror is not
     * replaced meanwhile.
     */
    public void pinned(ObjectMirror.Work work) throws IOException {
        mirror.pinned(work);
    }

    /** Returns a number that increases each time the mirror is rebuilt. */
    public int generation() {
        return mirror.generation();
    }

    /** Rebuilds a damaged mirror unless another thread has already done so, and refreshes the branch. */
    public void heal(int generation, MirrorDamagedException damage, Deadline deadline) throws IOException {
        mirror.rebuild(generation);
        refreshRebuilt(damage, deadline);
    }

    private GitSnapshot refreshRebuilt(MirrorDamagedException damage, Deadline deadline) {
        noteRebuilt(damage);
        return refresh(deadline);
    }

    private void noteRebuilt(MirrorDamagedException damage) {
        String reason = OneLine.shortened(String.valueOf(damage.getMessage()));
        events.add(listener -> listener.mirrorRebuilt(reason));
    }

    /** Returns the failure for a mirror that cannot be used. */
    public RegistryException localStorage(IOException cause) {
        return ObjectMirror.localStorage(mirror.path(), cause);
    }

    /** Returns the failure for a mirror that is damaged each time it is used. */
    public RegistryException alwaysDamaged(MirrorDamagedException damage) {
        return new RegistryException(
                FailureCode.LOCAL_STORAGE,
                "the mirror " + mirror.path() + " is damaged repeatedly: " + damage.getMessage() + "; check the disk",
                damage);
    }

    /**
     * Keeps the mirror small: merges packs if the mirror is not in use, and renews it in the background if it is too
     * large.
     */
    public void tidy() {
        mirror.tidy();
        if (mirror.isOutgrown()) {
            Thread thread = DaemonThreads.create(this::renew, "nautes-cluster-git-mirror");
            if (renewing.compareAndSet(null, thread)) {
                thread.start();
            }
        }
    }

    private void renew() {
        try {
            mirror.renew((repository, fetched, deadline) ->
                    remote.fetch(repository, fetched, deadline).id());
        } catch (IOException | RuntimeException e) {
            // The mirror stays as it is and is renewed later.
            System.getLogger(TrackedBranch.class.getName())
                    .log(System.Logger.Level.DEBUG, "the mirror of " + remote + " was not renewed", e);
        } finally {
            renewing.set(null);
        }
    }

    private GitSnapshot refreshLocked(long asked, Deadline deadline) {
        lock(deadline);
        try {
            GitSnapshot shared = refreshed;
            if (shared != null && refreshStarted - asked > 0) {
                return shared;
            }
            long started = System.nanoTime();
            refreshStarted = started;
            // If the refresh fails, waiting callers must not take an older answer for its result.
            refreshed = null;
            Known before = known.get();
            GitSnapshot last = before == null ? null : before.snapshot();
            GitSnapshot latest = healing(repository -> read(repository, last, deadline), this::noteRebuilt);
            GitSnapshot fresh = publish(before, new Known(latest, started));
            refreshed = fresh;
            tidy();
            return fresh;
        } finally {
            refreshing.unlock();
        }
    }

    /**
     * Replaces the snapshot that was known before the server was asked. If a push was acknowledged in the meantime, the
     * pushed snapshot is kept: it was the head after the server was asked, and the answer may be older.
     */
    private GitSnapshot publish(@Nullable Known before, Known read) {
        if (known.compareAndSet(before, read)) {
            return read.snapshot();
        }
        Known pushed = known.get();
        return pushed == null ? read.snapshot() : pushed.snapshot();
    }

    private void lock(Deadline deadline) {
        try {
            if (!refreshing.tryLock(deadline.nanos(), TimeUnit.NANOSECONDS)) {
                throw new RegistryException(
                        FailureCode.TIMEOUT,
                        "reading " + remote + ": another read has not returned in time; try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(FailureCode.CANCELLED, "reading " + remote + ": interrupted", e);
        }
    }

    private GitSnapshot read(MirrorRepository repository, @Nullable GitSnapshot before, Deadline deadline)
            throws IOException {
        ObjectId fetched = mirror.known();
        Head head = remote.fetch(repository, fetched, deadline);
        ObjectId commit = head.id();
        ObjectId last = before == null ? fetched : before.commit();
        if (commit == null) {
            return withoutBranch(before, last, head.branches());
        }
        if (before != null && commit.equals(before.commit())) {
            mirror.known(repository, commit);
            return before;
        }
        if (last != null && !commit.equals(last) && !SnapshotReader.isInHistory(repository, last, commit)) {
            if (isOutdated(repository, commit, last, deadline)) {
                return before == null ? reader.read(repository, last, null) : before;
            }
            events.add(listener -> listener.branchRewritten(last.name(), commit.name()));
        }
        GitSnapshot now = reader.read(repository, commit, before);
        mirror.known(repository, commit);
        return now;
    }

    /**
     * Returns whether a head is outdated: the branch had it before the last head known here, and the side of the server
     * that accepts pushes reports a later head. The answer then came from a replica that lags behind.
     */
    private boolean isOutdated(MirrorRepository repository, ObjectId head, ObjectId last, Deadline deadline)
            throws IOException {
        if (!SnapshotReader.isInHistory(repository, head, last)) {
            return false;
        }
        try {
            return !head.equals(remote.headForPush(repository, deadline).id());
        } catch (RegistryException e) {
            if (e.isRetryable()) {
                throw e;
            }
            // With read-only credentials there is no better answer.
            return false;
        }
    }

    private GitSnapshot withoutBranch(@Nullable GitSnapshot before, @Nullable ObjectId last, List<String> others) {
        if (last != null) {
            throw missing(
                    "the branch is gone; it was at " + last.name()
                            + ". It is not created again automatically: restore it, or open the store again with another mirror");
        }
        if (!others.isEmpty()) {
            throw missing("the branch does not exist; the existing branches are "
                    + OneLine.escaped(String.join(", ", others.subList(0, Math.min(10, others.size()))))
                    + "; use one of them, or create the branch");
        }
        if (!initialize) {
            throw missing(
                    "the repository is empty; push a first commit, or open the store with initializeIfEmpty(true)");
        }
        return before == null ? reader.empty() : before;
    }

    private RegistryException missing(String problem) {
        return new RegistryException(FailureCode.NOT_FOUND, "reading " + remote + ": " + problem);
    }

    /**
     * Returns whether a commit is in the history of the head. This decides whether a change counts as made, so it must
     * also be answered if the mirror is lost.
     */
    public boolean isStored(ObjectId commit, GitSnapshot now, Deadline deadline) {
        return read(now, deadline, (repository, head) -> SnapshotReader.isInHistory(repository, commit, head.commit()));
    }

    /** Returns a snapshot at a commit that is in the mirror. */
    public GitSnapshot at(ObjectId commit, Deadline deadline) {
        GitSnapshot last = current();
        return last != null && commit.equals(last.commit())
                ? last
                : read(deadline, repository -> reader.read(repository, commit, last));
    }

    /** Returns the repository and the branch, for messages. */
    @Override
    public String toString() {
        return remote.toString();
    }

    /** Releases the mirror; see {@link ObjectMirror#close}. */
    @Override
    public void close() {
        Thread thread = renewing.get();
        if (thread != null) {
            thread.interrupt();
        }
        mirror.close();
    }
}
