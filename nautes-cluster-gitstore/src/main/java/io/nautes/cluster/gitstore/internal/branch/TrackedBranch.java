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
import io.nautes.cluster.gitstore.internal.util.Deadline;
import io.nautes.cluster.gitstore.internal.util.OneLine;
import io.nautes.cluster.gitstore.internal.util.StoreEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Knows the last snapshot, and reads a newer one when the branch has moved. Safe for use by several threads. */
public final class TrackedBranch {
    private final ObjectMirror mirror;
    private final RemoteBranch remote;
    private final SnapshotReader reader;
    private final boolean initialize;
    private final StoreEvents events;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();
    private long refreshStarted = System.nanoTime();
    private @Nullable GitSnapshot refreshed;

    /**
     * What was known last. Each is another object, so that whoever replaces it notices whether another thread did.
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

    /** Returns what was known last, which may be old; {@code null} if nothing was read yet. */
    public @Nullable GitSnapshot current() {
        Known last = known.get();
        return last == null ? null : last.snapshot();
    }

    /**
     * Notes what this store has just pushed.
     *
     * @param repository the mirror that it was pushed from
     */
    public void advance(MirrorRepository repository, GitSnapshot pushed) {
        ObjectId commit = pushed.commit();
        if (commit != null) {
            mirror.known(repository, commit);
        }
        known.set(new Known(pushed, System.nanoTime()));
    }

    /** Returns what was known last, and how long ago the server confirmed it; empty if nothing was read yet. */
    public Optional<ConfirmedHead> last() {
        Known last = known.get();
        return last == null
                ? Optional.empty()
                : Optional.of(new ConfirmedHead(
                        last.snapshot(), Duration.ofNanos(Math.max(0, System.nanoTime() - last.confirmed()))));
    }

    /**
     * Returns what is stored now. Callers that wait for each other share one answer, if its question was asked after they
     * came.
     *
     * @throws RegistryException if the remote cannot be read in time, or has no such branch
     */
    public GitSnapshot refresh(Deadline deadline) throws IOException {
        try {
            return refreshLocked(System.nanoTime(), deadline);
        } finally {
            events.deliver(deadline);
        }
    }

    private GitSnapshot refreshLocked(long asked, Deadline deadline) throws IOException {
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
            Known before = known.get();
            GitSnapshot fresh = publish(before, new Known(healed(before, deadline), started));
            refreshed = fresh;
            mirror.tidy();
            return fresh;
        } finally {
            refreshing.unlock();
        }
    }

    /**
     * Replaces what was known before the server was asked. If a push was acknowledged meanwhile, that is what is known: it was
     * the head after the question, and the answer may be from before.
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

    private GitSnapshot healed(@Nullable Known before, Deadline deadline) throws IOException {
        GitSnapshot last = before == null ? null : before.snapshot();
        int generation = mirror.generation();
        try {
            return mirror.use(repository -> read(repository, last, deadline));
        } catch (MirrorDamagedException damage) {
            rebuild(generation, damage);
        }
        try {
            return mirror.use(repository -> read(repository, last, deadline));
        } catch (MirrorDamagedException damage) {
            throw new RegistryException(
                    FailureCode.MALFORMED_CONTENT,
                    "reading " + remote + ": objects are missing or damaged even when fetched again: "
                            + damage.getMessage() + "; check the repository on the server",
                    damage);
        }
    }

    /** Throws the damaged mirror away; the next read fetches everything again. */
    public void rebuild(int generation, MirrorDamagedException damage) throws IOException {
        mirror.rebuild(generation);
        String reason = OneLine.shortened(String.valueOf(damage.getMessage()));
        events.add(listener -> listener.mirrorRebuilt(reason));
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
     * Returns whether a head is one that the branch had before the last one known here, and the side of the server that takes
     * pushes has a later one: the answer came from a replica that lags behind.
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
            // With credentials that only read there is no better answer.
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
            throw missing("there is no such branch; there are "
                    + OneLine.escaped(String.join(", ", others.subList(0, Math.min(10, others.size()))))
                    + "; name one of them, or create the branch");
        }
        if (!initialize) {
            throw missing(
                    "the repository is empty; push a first commit, or open the store with initialiseIfEmpty(true)");
        }
        return before == null ? reader.empty() : before;
    }

    private RegistryException missing(String problem) {
        return new RegistryException(FailureCode.NOT_FOUND, "reading " + remote + ": " + problem);
    }

    /** Whether a commit is in the history of another that was read. */
    public boolean isStored(ObjectId commit, GitSnapshot now, Deadline deadline) throws IOException {
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
