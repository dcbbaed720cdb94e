package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.GitRemote.Head;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    private volatile long confirmed;
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
        confirmed = System.nanoTime();
    }

    /** What was known last, and how long ago the server confirmed it; empty if nothing was read yet. */
    Optional<LastRead> last() {
        // In this order: should both change in between, the age is too great rather than too small.
        long moment = confirmed;
        GitSnapshot known = current;
        return known == null
                ? Optional.empty()
                : Optional.of(new LastRead(known, Duration.ofNanos(Math.max(0, System.nanoTime() - moment))));
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
            long started = System.nanoTime();
            refreshStarted = started;
            // Should this fail, those who wait must not take an older answer for it.
            refreshed = null;
            GitSnapshot fresh = healed(deadline);
            refreshed = fresh;
            confirmed = started;
            mirror.tidy();
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
        ObjectId known = mirror.known();
        Head head = remote.fetch(repository, known, deadline);
        ObjectId commit = head.id();
        if (commit == null) {
            return withoutBranch(before, known, head.branches());
        }
        if (before != null && commit.equals(before.commit())) {
            mirror.known(commit);
            return before;
        }
        GitSnapshot now = reader.read(repository, commit, before);
        mirror.known(commit);
        ObjectId last = before == null ? known : before.commit();
        if (last != null && !SnapshotReader.isInHistory(repository, last, commit)) {
            Listeners.tell(() -> listener.branchRewritten(last.name(), commit.name()));
        }
        current = now;
        return now;
    }

    private GitSnapshot withoutBranch(@Nullable GitSnapshot before, @Nullable ObjectId known, List<String> others) {
        ObjectId last = before == null ? known : before.commit();
        if (last != null) {
            throw missing("the branch is gone; it was at " + last.name()
                    + ". It is not made again by itself: restore it, or open the store anew with another mirror");
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

    /** Whether a commit is in the history of another that was read. */
    boolean isStored(ObjectId commit, GitSnapshot now, Deadline deadline) throws IOException {
        int generation = mirror.generation();
        try {
            return isInHistory(commit, now);
        } catch (MirrorDamagedException damage) {
            // The answer decides whether a change counts as made, so it must not be lost with the mirror.
            rebuild(generation, damage);
            return isInHistory(commit, refresh(deadline));
        }
    }

    private boolean isInHistory(ObjectId commit, GitSnapshot head) throws IOException {
        return mirror.use(repository -> SnapshotReader.isInHistory(repository, commit, head.commit()));
    }
}
