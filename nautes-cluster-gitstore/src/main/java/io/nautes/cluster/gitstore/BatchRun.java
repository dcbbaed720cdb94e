package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.GitRemote.Accepted;
import io.nautes.cluster.gitstore.GitRemote.Moved;
import io.nautes.cluster.gitstore.GitRemote.PushOutcome;
import io.nautes.cluster.gitstore.GitRemote.Refused;
import io.nautes.cluster.gitstore.GitRemote.Unknown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a batch of updates: a commit each, one push for all. The push succeeds only if the branch is where the
 * decisions were made; otherwise all are made again on the new head. Used once, by one thread.
 */
final class BatchRun {
    /** A push in a race may find the branch locked by the winner; a lock that stays is stale. */
    private static final int MAX_LOCKED = 6;

    private static final int MAX_DAMAGES = 2;

    /** What is left of the time after a push that hangs is needed to find out how it ended. */
    private static final double SHARE_OF_PUSH = 0.7;

    private final GitTools tools;
    private final BooleanSupplier closed;
    private final Deadline deadline;
    private final List<PendingUpdate> live;
    private int attempts;
    private int moves;
    private int locked;
    private int damages;
    private String lastAnswer = "";

    /** What updates need. */
    record GitTools(GitMirror mirror, GitRemote remote, HeadTracker heads, ChangeWriter writer, Pauses pauses) {}

    BatchRun(GitTools tools, List<PendingUpdate> batch, BooleanSupplier closed) {
        this.tools = tools;
        this.closed = closed;
        this.live = new ArrayList<>(batch);
        this.deadline = batch.stream()
                .map(PendingUpdate::deadline)
                .reduce((a, b) -> a.end() - b.end() > 0 ? a : b)
                .orElseThrow();
    }

    /** Carries out the batch; afterwards each update is done, or its caller has left. */
    void run() {
        try {
            while (!isDone()) {
                attempts++;
                try {
                    round();
                } catch (MirrorDamagedException damage) {
                    heal(damage);
                }
            }
        } catch (IOException e) {
            failAll(GitMirror.localStorage(tools.mirror().path(), e));
        } catch (RuntimeException | Error e) {
            failAll(e);
        }
    }

    private boolean isDone() {
        live.removeIf(pending -> !pending.isLive());
        if (live.isEmpty()) {
            return true;
        }
        if (closed.getAsBoolean()) {
            throw GitCommitter.closedFailure();
        }
        if (deadline.isOver()) {
            throw new RegistryException(
                    FailureCode.TIMEOUT,
                    "pushing to " + tools.remote() + ": the time is over after " + attempts
                            + " attempts, in which the branch was moved by others " + moves + " times"
                            + (lastAnswer.isEmpty() ? "" : "; the last answer was: " + lastAnswer)
                            + "; nothing was changed, try again later");
        }
        return false;
    }

    private void failAll(Throwable failure) {
        live.forEach(pending -> pending.fail(failure));
    }

    private void heal(MirrorDamagedException damage) throws IOException {
        damages++;
        if (damages > MAX_DAMAGES) {
            throw new RegistryException(
                    FailureCode.LOCAL_STORAGE,
                    "the mirror " + tools.mirror().path() + " is damaged again and again: " + damage.getMessage()
                            + "; check the disk",
                    damage);
        }
        live.forEach(PendingUpdate::sentInVain);
        tools.heads().rebuild(tools.mirror().generation(), damage);
        tools.heads().refresh(deadline);
    }

    private void round() throws IOException {
        // Without the head's objects, such as after the mirror was emptied, nothing can be built on it.
        GitSnapshot known =
                tools.mirror().known() == null ? null : tools.heads().current();
        GitSnapshot base = known == null ? tools.heads().refresh(deadline) : known;
        BatchPlan plan = plan(base);
        if (plan.tip() == base) {
            // Nothing is pushed, so nothing proves yet that the decisions were made on what is stored now.
            if (known == null || tools.heads().refresh(deadline) == base) {
                plan.deliver();
            }
            return;
        }
        if (live.stream().allMatch(PendingUpdate::send)) {
            push(plan, base);
        } else {
            // Somebody has left: what is decided again is decided without them.
            live.forEach(PendingUpdate::sentInVain);
        }
    }

    private BatchPlan plan(GitSnapshot base) throws IOException {
        return tools.mirror().use(repository -> BatchPlan.make(repository, tools.writer(), base, live));
    }

    private void push(BatchPlan plan, GitSnapshot base) throws IOException {
        ObjectId tip = plan.tip().commit();
        PushOutcome outcome = send(plan, base);
        if (outcome instanceof Unknown unknown) {
            outcome = resolve(unknown, plan, base);
        }
        if (outcome instanceof Accepted) {
            tools.heads().advance(plan.tip());
            plan.deliver();
            return;
        }
        GitSnapshot now = tools.heads().refresh(deadline);
        boolean moved = now != base;
        if (moved && tip != null && tools.heads().isStored(tip, now, deadline)) {
            plan.deliver();
            return;
        }
        live.forEach(PendingUpdate::sentInVain);
        if (moved) {
            moves++;
            pauseAfterRace();
        } else if (outcome instanceof Refused refused) {
            refused(refused);
        }
    }

    private PushOutcome send(BatchPlan plan, GitSnapshot base) throws IOException {
        ObjectId tip = plan.tip().commit();
        if (tip == null) {
            throw new IllegalStateException("there is nothing to push");
        }
        PushOutcome outcome = tools.mirror()
                .use(repository -> tools.remote()
                        .push(repository, base.commit(), tip, plan.isBulk(), deadline.part(SHARE_OF_PUSH)));
        if (outcome instanceof Refused refused) {
            lastAnswer = refused.words();
        } else if (outcome instanceof Moved) {
            lastAnswer = "the branch has moved";
        }
        return outcome;
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
        if (live.size() == 1) {
            throw new RegistryException(
                    FailureCode.PERMISSION_DENIED,
                    "pushing to " + tools.remote() + ": the server refused: " + refused.words()
                            + "; check that these credentials may push to the branch, and the server's push rules");
        }
        // One of them may be what the server objects to; the others must not suffer for it, nor were those that failed
        // decided on anything that is stored.
        for (PendingUpdate pending : List.copyOf(live)) {
            new BatchRun(tools, List.of(pending), closed).run();
        }
    }

    /** After a broken connection only the remote can tell whether the push was carried out. */
    private PushOutcome resolve(Unknown first, BatchPlan plan, GitSnapshot base) throws IOException {
        ObjectId tip = plan.tip().commit();
        Unknown last = first;
        for (int attempt = 1; ; attempt++) {
            try {
                GitSnapshot now = tools.heads().refresh(deadline);
                if (tip != null && tools.heads().isStored(tip, now, deadline)) {
                    return new Accepted();
                }
                if (now != base) {
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
                if (!e.isRetryable() || deadline.isOver() || closed.getAsBoolean()) {
                    throw unknown(last, e);
                }
            }
            if (deadline.isOver() || closed.getAsBoolean()) {
                throw unknown(last, null);
            }
            attempts++;
            tools.pauses().pause(Pauses.jitter(5, 50L * Math.min(attempt, 8)));
        }
    }

    private OutcomeUnknownException unknown(Unknown last, @Nullable RegistryException reading) {
        OutcomeUnknownException failure = new OutcomeUnknownException(
                "pushing to " + tools.remote() + ": the connection broke (" + last.words() + ") and in " + attempts
                        + " attempts it could not be found out whether the change was made; read the cluster before"
                        + " trying again",
                last.failure());
        if (reading != null) {
            failure.addSuppressed(reading);
        }
        return failure;
    }
}
