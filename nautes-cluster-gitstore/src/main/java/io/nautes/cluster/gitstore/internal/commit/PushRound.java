package io.nautes.cluster.gitstore.internal.commit;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.branch.TrackedBranch;
import io.nautes.cluster.gitstore.internal.mirror.MirrorDamagedException;
import io.nautes.cluster.gitstore.internal.mirror.ObjectMirror;
import io.nautes.cluster.gitstore.internal.snapshot.GitSnapshot;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch.Accepted;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch.Moved;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch.PushOutcome;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch.Refused;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch.Rejected;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch.Unknown;
import io.nautes.cluster.gitstore.internal.util.ClosedStore;
import io.nautes.cluster.gitstore.internal.util.Deadline;
import io.nautes.cluster.gitstore.internal.util.Pauses;
import io.nautes.cluster.gitstore.internal.util.TimeLimiter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a batch of updates: a commit each, one push for all. The push succeeds only if the branch is where the
 * decisions were made; otherwise all are made again on the new head. Used once, by one thread.
 */
public final class PushRound {
    /** A push in a race may find the branch locked by the winner; a lock that stays is stale. */
    private static final int MAX_LOCKED = 6;

    private static final int MAX_DAMAGES = 2;

    /** What is left of the time after a push that hangs is needed to find out how it ended. */
    private static final double SHARE_OF_PUSH = 0.7;

    /** A decision that takes longer than this, while others wait, is made after theirs. */
    private static final double SHARE_OF_DECISIONS = 0.4;

    private final GitTools tools;
    private final BooleanSupplier closed;
    private final Deadline deadline;
    private final List<QueuedUpdate> live;
    private final List<QueuedUpdate> postponed = new ArrayList<>();
    private int attempts;
    private int moves;
    private int locked;
    private int damages;
    private String lastAnswer = "";

    /** What updates need. */
    public record GitTools(
            ObjectMirror mirror,
            RemoteBranch remote,
            TrackedBranch heads,
            CommitWriter writer,
            TimeLimiter limiter,
            Pauses pauses) {}

    PushRound(GitTools tools, List<QueuedUpdate> batch, BooleanSupplier closed) {
        this.tools = tools;
        this.closed = closed;
        this.live = new ArrayList<>(batch);
        this.deadline = batch.stream()
                .map(QueuedUpdate::deadline)
                .reduce(Deadline::later)
                .orElseThrow();
    }

    /** Carries out the batch; afterwards each update is done, or its caller has left. */
    void run() {
        try {
            while (!isDone()) {
                attempts++;
                int generation = tools.mirror().generation();
                try {
                    round();
                } catch (MirrorDamagedException damage) {
                    heal(generation, damage);
                }
            }
        } catch (IOException e) {
            failAll(ObjectMirror.localStorage(tools.mirror().path(), e));
        } catch (RegistryException e) {
            failAll(e);
        } catch (RuntimeException | Error e) {
            failAll(new RegistryException(
                    FailureCode.SERVER_FAULT, "pushing to " + tools.remote() + " failed unexpectedly: " + e, e));
        }
        postponed.forEach(this::runAlone);
    }

    private void runAlone(QueuedUpdate pending) {
        new PushRound(tools, List.of(pending), closed).run();
    }

    private boolean isDone() {
        live.removeIf(pending -> !pending.isLive());
        if (live.isEmpty()) {
            return true;
        }
        if (closed.getAsBoolean()) {
            throw ClosedStore.failure();
        }
        if (deadline.isOver()) {
            throw new RegistryException(
                    FailureCode.TIMEOUT,
                    "pushing to " + tools.remote() + ": timed out after " + attempts
                            + " attempts, in which other clients moved the branch " + moves + " times"
                            + (lastAnswer.isEmpty() ? "" : "; the last answer was: " + lastAnswer)
                            + "; nothing was changed, try again later");
        }
        return false;
    }

    private void failAll(RegistryException failure) {
        live.forEach(pending -> pending.failWithCopyOf(failure));
    }

    private void heal(int generation, MirrorDamagedException damage) throws IOException {
        damages++;
        if (damages > MAX_DAMAGES) {
            throw new RegistryException(
                    FailureCode.LOCAL_STORAGE,
                    "the mirror " + tools.mirror().path() + " is damaged again and again: " + damage.getMessage()
                            + "; check the disk",
                    damage);
        }
        live.forEach(QueuedUpdate::sentInVain);
        tools.heads().rebuild(generation, damage);
        tools.heads().refresh(deadline);
    }

    private void round() throws IOException {
        // Without the head's objects, such as after the mirror was emptied, nothing can be built on it.
        GitSnapshot known =
                tools.mirror().known() == null ? null : tools.heads().current();
        GitSnapshot base = known == null ? tools.heads().refresh(deadline) : known;
        CommitChain plan = plan(base, live);
        if (plan == null) {
            return;
        }
        if (!plan.isCommit()) {
            // Nothing is pushed, so nothing proves yet that the decisions were made on what is stored now.
            if (known == null || isSame(tools.heads().refresh(deadline), base)) {
                plan.deliver();
            }
            return;
        }
        if (plan.committed().stream().allMatch(QueuedUpdate::send)) {
            push(plan, base);
        } else {
            // Somebody has left: what is decided again is decided without them.
            live.forEach(QueuedUpdate::sentInVain);
        }
    }

    private static boolean isSame(GitSnapshot one, GitSnapshot other) {
        return Objects.equals(one.commit(), other.commit());
    }

    /** Returns the plan for updates; {@code null} if a decision takes so long that the others are to be made without it. */
    private @Nullable CommitChain plan(GitSnapshot base, List<QueuedUpdate> updates) throws IOException {
        CommitChain plan = new CommitChain(base);
        List<QueuedUpdate> batch = List.copyOf(updates);
        Deadline limit = batch.size() == 1 ? deadline : deadline.part(SHARE_OF_DECISIONS);
        try {
            tools.mirror()
                    .use(repository -> tools.limiter()
                            .call(
                                    () -> {
                                        plan.make(repository, tools.writer(), batch);
                                        return true;
                                    },
                                    limit));
            return plan;
        } catch (TimeLimiter.LimitExceededException e) {
            QueuedUpdate slow = plan.deciding();
            if (slow == null || batch.size() == 1) {
                throw slowDecision();
            }
            live.remove(slow);
            postponed.add(slow);
            return null;
        }
    }

    private RegistryException slowDecision() {
        return new RegistryException(
                FailureCode.TIMEOUT,
                "pushing to " + tools.remote() + ": the decision, or the templates, message format or signer, did not"
                        + " return in time; nothing was changed");
    }

    private void push(CommitChain plan, GitSnapshot base) throws IOException {
        PushOutcome outcome = send(plan, base);
        if (outcome instanceof Unknown unknown) {
            settleOthers(plan, base);
            outcome = resolved(unknown, plan, base);
        }
        if (outcome instanceof Unknown) {
            return;
        }
        if (outcome instanceof Accepted) {
            accepted(plan);
            return;
        }
        plan.committed().forEach(QueuedUpdate::sentInVain);
        if (outcome instanceof Rejected rejected) {
            rejected(rejected.failure());
            return;
        }
        GitSnapshot now = tools.heads().refresh(deadline);
        boolean moved = !isSame(now, base);
        if (moved && tools.heads().isStored(tip(plan), now, deadline)) {
            plan.deliver();
            return;
        }
        if (moved) {
            moves++;
            pauseAfterRace();
        } else if (outcome instanceof Refused refused) {
            refused(refused);
        } else {
            // The head that was announced to the push cannot be read yet: reads come from a replica that lags behind.
            moves++;
            tools.pauses().pause(Pauses.jitter(50, 100L << Math.min(moves, 4)));
        }
    }

    private static ObjectId tip(CommitChain plan) {
        ObjectId tip = plan.tip().commit();
        if (tip == null) {
            throw new IllegalStateException("there is nothing to push");
        }
        return tip;
    }

    private void accepted(CommitChain plan) throws IOException {
        tools.mirror().use(repository -> {
            tools.heads().advance(repository, plan.tip());
            return true;
        });
        plan.deliver();
    }

    private PushOutcome send(CommitChain plan, GitSnapshot base) throws IOException {
        PushOutcome outcome = tools.mirror()
                .use(repository -> tools.remote()
                        .push(repository, base.commit(), tip(plan), plan.isBulk(), deadline.part(SHARE_OF_PUSH)));
        if (outcome instanceof Refused refused) {
            lastAnswer = refused.words();
        } else if (outcome instanceof Moved) {
            lastAnswer = "the branch has moved";
        }
        return outcome;
    }

    /**
     * Gives the updates that no commit was made for their results, or failures, as decided without those that were sent: they
     * have no part in a push whose outcome is unknown.
     */
    private void settleOthers(CommitChain sent, GitSnapshot base) throws IOException {
        for (QueuedUpdate other : List.copyOf(live)) {
            if (!sent.committed().contains(other)) {
                CommitChain alone = plan(base, List.of(other));
                // The server has just named the base as its head.
                if (alone != null && !alone.isCommit()) {
                    alone.deliver();
                    live.remove(other);
                }
            }
        }
    }

    /** The first retry is made at once; later ones spread out. */
    private void pauseAfterRace() {
        if (moves > 1) {
            tools.pauses().pause(Pauses.jitter(5, 50));
        }
    }

    /** The branch is where it was, and yet the push was not accepted. */
    private void refused(Refused refused) {
        if (refused.isLock()) {
            locked++;
            if (locked >= MAX_LOCKED) {
                throw new RegistryException(
                        FailureCode.SERVER_FAULT,
                        "pushing to " + tools.remote() + ": the branch is locked on the server, after " + attempts
                                + " attempts: " + refused.words()
                                + "; remove a stale lock there, or try again later");
            }
            tools.pauses().pause(Pauses.jitter(5, 50L << locked));
            return;
        }
        rejected(new RegistryException(
                FailureCode.PERMISSION_DENIED,
                "pushing to " + tools.remote() + ": the server refused: " + refused.words()
                        + "; check that these credentials may push to the branch, and the server's push rules"));
    }

    /** One of several updates may be what the server objects to; the others must not fail with it. */
    private void rejected(RegistryException failure) {
        if (live.size() == 1) {
            throw failure;
        }
        List.copyOf(live).forEach(this::runAlone);
    }

    /**
     * Finds out how a push ended whose connection broke. Only the remote can tell.
     *
     * @return how it ended; the last unknown outcome if that could not be found out, which is then reported
     */
    private PushOutcome resolved(Unknown first, CommitChain plan, GitSnapshot base) throws IOException {
        Unknown last = first;
        for (int attempt = 1; ; attempt++) {
            try {
                // The server may still be at it, or want to be left alone.
                pauseBeforeReading(attempt, last);
                GitSnapshot now = tools.heads().refresh(deadline);
                if (tools.heads().isStored(tip(plan), now, deadline)) {
                    return new Accepted();
                }
                if (!isSame(now, base)) {
                    return new Moved();
                }
                // The same commit again: should the first push still be carried out, this one finds it done.
                PushOutcome again = send(plan, base);
                if (again instanceof Unknown unknown) {
                    last = unknown;
                } else if (!(again instanceof Moved)) {
                    return again;
                }
            } catch (RegistryException e) {
                if (!e.isRetryable() || isOver()) {
                    return unknown(last, plan, e);
                }
            }
            if (isOver()) {
                return unknown(last, plan, null);
            }
            attempts++;
        }
    }

    private boolean isOver() {
        return deadline.isOver() || closed.getAsBoolean();
    }

    private void pauseBeforeReading(int attempt, Unknown last) {
        long pause = attempt == 1 ? 0 : Pauses.jitter(5, 50L << Math.min(attempt, 6));
        long wanted = Math.max(pause, last.retryAfterMillis());
        if (wanted > 0) {
            tools.pauses().pause(Math.min(wanted, deadline.millisUpTo(deadline.left())));
        }
    }

    private Unknown unknown(Unknown last, CommitChain plan, @Nullable RegistryException reading) {
        OutcomeUnknownException failure = new OutcomeUnknownException(
                "pushing to " + tools.remote() + ": the connection broke (" + last.words() + ") and in " + attempts
                        + " attempts it could not be found out whether the change was made; read the cluster before"
                        + " trying again",
                last.failure());
        if (reading != null) {
            failure.addSuppressed(reading);
        }
        plan.committed().forEach(pending -> pending.failWithCopyOf(failure));
        return last;
    }
}
