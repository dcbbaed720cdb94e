package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.GitRemote.Head;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Knows the last snapshot, and reads a newer one when the branch has moved. Safe for use by several threads. */
final class HeadTracker {
    private final GitMirror mirror;
    private final GitRemote remote;
    private final SnapshotReader reader;
    private final boolean initialise;
    private final GitStoreListener listener;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile @Nullable GitSnapshot current;
    private long refreshStarted = System.nanoTime();
    private @Nullable GitSnapshot refreshed;

    HeadTracker(
            GitMirror mirror, GitRemote remote, SnapshotReader reader, boolean initialise, GitStoreListener listener) {
        this.mirror = mirror;
        this.remote = remote;
        this.reader = reader;
        this.initialise = initialise;
        this.listener = listener;
    }

    /** What was known last; it may be old. {@code null} if nothing was read yet. */
    @Nullable
    GitSnapshot current() {
        return current;
    }

    /** Notes what this store has just pushed. */
    void advance(GitSnapshot pushed) {
        ObjectId commit = pushed.commit();
        if (commit != null) {
            mirror.known(commit);
        }
        current = pushed;
    }

    /**
     * What is stored now. Callers that wait for each other share one answer, if its question was asked after they came.
     *
     * @throws RegistryException if the remote cannot be read in time, or has no such branch
     */
    GitSnapshot refresh(Deadline deadline) throws IOException {
        long asked = System.nanoTime();
        lock(deadline);
        try {
            GitSnapshot shared = refreshed;
            if (shared != null && refreshStarted - asked > 0) {
                return shared;
            }
            refreshStarted = System.nanoTime();
            GitSnapshot fresh = healed(deadline);
            refreshed = fresh;
            return fresh;
        } finally {
            refreshing.unlock();
        }
    }

    private void lock(Deadline deadline) {
        try {
            if (!refreshing.tryLock(deadline.nanos(), TimeUnit.NANOSECONDS)) {
                throw new RegistryException(
                        FailureCode.TIMEOUT, "reading " + remote + ": another read takes too long; try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(FailureCode.CANCELLED, "reading " + remote + ": interrupted", e);
        }
    }

    private GitSnapshot healed(Deadline deadline) throws IOException {
        int generation = mirror.generation();
        try {
            return mirror.use(repository -> read(repository, deadline));
        } catch (MirrorDamagedException damage) {
            rebuild(generation, damage);
        }
        try {
            return mirror.use(repository -> read(repository, deadline));
        } catch (MirrorDamagedException damage) {
            throw new RegistryException(
                    FailureCode.MALFORMED_CONTENT,
                    "reading " + remote + ": objects are missing or damaged even when fetched anew: "
                            + damage.getMessage() + "; check the repository on the server",
                    damage);
        }
    }

    /** Throws the damaged mirror away; the next read fetches everything again. */
    void rebuild(int generation, MirrorDamagedException damage) throws IOException {
        mirror.rebuild(generation);
        Listeners.tell(() -> listener.mirrorRebuilt(String.valueOf(damage.getMessage())));
    }

    private GitSnapshot read(MirrorRepository repository, Deadline deadline) throws IOException {
        GitSnapshot before = current;
        Head head = remote.fetch(repository, mirror.known(), deadline);
        ObjectId commit = head.id();
        if (commit == null) {
            return withoutBranch(before, head.branches());
        }
        if (before != null && commit.equals(before.commit())) {
            mirror.known(commit);
            return before;
        }
        GitSnapshot now = reader.read(repository, commit, before);
        mirror.known(commit);
        tellIfRewritten(repository, before, commit);
        current = now;
        return now;
    }

    private GitSnapshot withoutBranch(@Nullable GitSnapshot before, List<String> others) {
        if (before != null && before.commit() != null) {
            throw missing("the branch is gone; it was at " + before.revision()
                    + ". It is not made again by itself: restore it, or open the store anew");
        }
        if (!others.isEmpty()) {
            throw missing("there is no such branch; there are "
                    + String.join(", ", others.subList(0, Math.min(10, others.size())))
                    + "; name one of them, or make the branch");
        }
        if (!initialise) {
            throw missing(
                    "the repository is empty; push a first commit, or open the store with initialiseIfEmpty(true)");
        }
        GitSnapshot empty = before == null ? reader.empty() : before;
        current = empty;
        return empty;
    }

    private RegistryException missing(String problem) {
        return new RegistryException(FailureCode.NOT_FOUND, "reading " + remote + ": " + problem);
    }

    private void tellIfRewritten(MirrorRepository repository, @Nullable GitSnapshot before, ObjectId now)
            throws IOException {
        ObjectId last = before == null ? null : before.commit();
        if (last != null && !SnapshotReader.isInHistory(repository, last, now)) {
            Listeners.tell(() -> listener.branchRewritten(last.name(), now.name()));
        }
    }

    /** Whether a commit is in the history of what is stored now. */
    boolean isStored(ObjectId commit, GitSnapshot now) throws IOException {
        return mirror.use(repository -> SnapshotReader.isInHistory(repository, commit, now.commit()));
    }
}
