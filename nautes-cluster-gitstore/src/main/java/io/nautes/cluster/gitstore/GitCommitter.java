package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.gitstore.GitRemote.Head;
import io.nautes.cluster.gitstore.GitRemote.PushOutcome;
import io.nautes.cluster.gitstore.GitRemote.Pushed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Carries out batches of updates: one commit each, one push for all. The push succeeds only if the branch is where the
 * decisions were made; otherwise all decisions are made again on the new head. Used by one thread at a time.
 */
final class GitCommitter {
    private static final int MIN_PAUSE_MILLIS = 5;
    private static final int MAX_PAUSE_MILLIS = 50;

    private final Repository mirror;
    private final GitRemote remote;
    private final CommitWriter writer;
    private final Duration deadline;
    private final boolean initialise;
    private final ClusterFolder folder;
    private @Nullable ObjectId head;
    private boolean headIsKnown;

    GitCommitter(Repository mirror, GitRemote remote, CommitWriter writer, Duration deadline, boolean initialise) {
        this.mirror = mirror;
        this.remote = remote;
        this.writer = writer;
        this.deadline = deadline;
        this.initialise = initialise;
        this.folder = new ClusterFolder(writer.folder());
    }

    /** What a round of decisions came to. */
    private static final class Round {
        private final Map<PendingUpdate, StoreCommit> results = new LinkedHashMap<>();
        private final Map<PendingUpdate, RuntimeException> failures = new LinkedHashMap<>();
        private @Nullable ObjectId tip;

        void deliver() {
            results.forEach(PendingUpdate::succeed);
            failures.forEach(PendingUpdate::fail);
        }

        /** What failed by itself fails so; the rest shares the failure of the push. */
        void fail(RuntimeException cause) {
            results.keySet().forEach(pending -> pending.fail(cause));
            failures.forEach(PendingUpdate::fail);
        }
    }

    /** Carries out a batch; afterwards each update is done. */
    void commit(List<PendingUpdate> batch) {
        try {
            tryCommit(batch);
        } catch (RuntimeException e) {
            headIsKnown = false;
            batch.stream().filter(pending -> !pending.isDone()).forEach(pending -> pending.fail(e));
        } catch (IOException e) {
            headIsKnown = false;
            RegistryException failure = GitMirror.localStorage(
                    "the mirror cannot be used", mirror.getDirectory().toPath(), e);
            batch.stream().filter(pending -> !pending.isDone()).forEach(pending -> pending.fail(failure));
        }
    }

    private void tryCommit(List<PendingUpdate> batch) throws IOException {
        long end = System.nanoTime() + deadline.toNanos();
        int attempts = 0;
        if (!headIsKnown) {
            moveTo(fetchedHead());
        }
        while (true) {
            attempts++;
            Round round = decide(batch);
            if (equal(round.tip, head)) {
                // Nothing to push, so nothing proves yet that the decisions were made on what is stored now.
                ObjectId current = fetchedHead();
                if (equal(current, head)) {
                    round.deliver();
                    return;
                }
                moveTo(current);
            } else if (push(round, end, attempts)) {
                return;
            }
            checkDeadline(end, attempts);
            pause(attempts);
        }
    }

    /** Pushes; gives whether the batch is done with. */
    private boolean push(Round round, long end, int attempts) throws IOException {
        ObjectId tip = round.tip;
        if (tip == null) {
            throw new IllegalStateException("there is nothing to push");
        }
        Pushed pushed = remote.push(mirror, head, tip);
        if (pushed.outcome() == PushOutcome.UNKNOWN) {
            pushed = resolved(pushed, tip, end);
        }
        if (pushed.outcome() == PushOutcome.DONE) {
            head = tip;
            round.deliver();
            return true;
        }
        ObjectId current = fetchedHead();
        if (equal(current, head) && !isLock(pushed.message())) {
            round.fail(refused(pushed.message()));
            moveTo(current);
            return true;
        }
        if (equal(current, head) && attempts >= 5) {
            round.fail(new RegistryException(
                    FailureCode.SERVER_FAULT,
                    "pushing to " + remote + ": the branch is locked on the server after " + attempts + " attempts: "
                            + pushed.message() + "; remove a stale lock there, or try again later"));
            moveTo(current);
            return true;
        }
        moveTo(current);
        return false;
    }

    /** After a broken connection only the remote can tell whether the push was carried out. */
    private Pushed resolved(Pushed pushed, ObjectId tip, long end) throws IOException {
        ObjectId expected = head;
        for (int attempt = 1; ; attempt++) {
            try {
                ObjectId current = fetchedHead();
                if (current != null && isAncestor(tip, current)) {
                    return new Pushed(PushOutcome.DONE, pushed.message(), pushed.failure());
                }
                Pushed again = equal(current, expected)
                        ? remote.push(mirror, expected, tip)
                        : new Pushed(PushOutcome.NOT_MOVED_BY_US, "the branch has moved", pushed.failure());
                if (again.outcome() != PushOutcome.UNKNOWN) {
                    return again;
                }
            } catch (RegistryException e) {
                if (System.nanoTime() - end > 0 || !e.isRetryable()) {
                    OutcomeUnknownException unknown = new OutcomeUnknownException(
                            "pushing to " + remote + ": the connection broke and the branch cannot be read, so it is"
                                    + " not known whether the change was made; read the cluster before trying again",
                            pushed.failure().orElse(null));
                    unknown.addSuppressed(e);
                    throw unknown;
                }
            }
            if (System.nanoTime() - end > 0) {
                throw new OutcomeUnknownException(
                        "pushing to " + remote + ": the connection broke again and again, so it is not known whether"
                                + " the change was made; read the cluster before trying again",
                        pushed.failure().orElse(null));
            }
            pause(attempt);
        }
    }

    private boolean isAncestor(ObjectId commit, ObjectId of) throws IOException {
        try (RevWalk walk = new RevWalk(mirror)) {
            return walk.isMergedInto(walk.parseCommit(commit), walk.parseCommit(of));
        }
    }

    private static boolean isLock(String message) {
        return message.toLowerCase(Locale.ROOT).contains("lock");
    }

    private RegistryException refused(String words) {
        return new RegistryException(
                FailureCode.PERMISSION_DENIED,
                "pushing to " + remote + ": the server refused: " + words
                        + "; check that these credentials may push to the branch, and the server's push rules");
    }

    private @Nullable ObjectId fetchedHead() {
        Head current = remote.fetch(mirror, head);
        if (current.id() == null && !(initialise && current.repositoryIsEmpty())) {
            throw GitClusterStore.branchMissing(remote, current.repositoryIsEmpty());
        }
        return current.id();
    }

    private void moveTo(@Nullable ObjectId commit) throws IOException {
        try (ObjectReader reader = mirror.newObjectReader()) {
            folder.moveTo(reader, writer.folderTree(reader, commit));
        }
        head = commit;
        headIsKnown = true;
    }

    private Round decide(List<PendingUpdate> batch) throws IOException {
        Round round = new Round();
        round.tip = head;
        try (ObjectInserter inserter = mirror.newObjectInserter();
                ObjectReader reader = inserter.newReader()) {
            for (PendingUpdate pending : new ArrayList<>(batch)) {
                ObjectId tip = round.tip;
                ObjectId commit;
                try {
                    GitSnapshot view = new GitSnapshot(
                            GitClusterStore.revision(tip),
                            folder,
                            (name, since) -> GitClusterStore.isUnchanged(mirror, writer, tip, name, since));
                    StoreChange change = pending.update().decide(view);
                    commit = change.isEmpty() ? null : writer.write(inserter, reader, tip, change);
                } catch (RuntimeException e) {
                    round.failures.put(pending, e);
                    continue;
                }
                if (commit != null) {
                    inserter.flush();
                    folder.moveTo(reader, writer.folderTree(reader, commit));
                    round.tip = commit;
                }
                round.results.put(pending, new StoreCommit(GitClusterStore.revision(round.tip), commit != null));
            }
        }
        return round;
    }

    private static boolean equal(@Nullable ObjectId a, @Nullable ObjectId b) {
        return a == null ? b == null : a.equals(b);
    }

    private void checkDeadline(long end, int attempts) {
        if (System.nanoTime() - end > 0) {
            throw new RegistryException(
                    FailureCode.TIMEOUT,
                    "pushing to " + remote + ": others moved the branch each time, in " + attempts + " attempts within "
                            + deadline.toSeconds() + " s; try again later");
        }
    }

    /** The first retry is made at once; later ones spread out, so that losers do not lose for ever. */
    private static void pause(int attempts) {
        if (attempts < 2) {
            return;
        }
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(MIN_PAUSE_MILLIS, MAX_PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(FailureCode.CANCELLED, "the thread was interrupted while it waited to push", e);
        }
    }
}
