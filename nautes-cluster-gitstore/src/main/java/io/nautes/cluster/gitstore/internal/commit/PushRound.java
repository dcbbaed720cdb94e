package io.nautes.cluster.gitstore.internal.commit;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.branch.TrackedBranch;
import io.nautes.cluster.gitstore.internal.mirror.MirrorDamagedException;
import io.nautes.cluster.gitstore.internal.snapshot.GitSnapshot;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch.Accepted;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch.Moved;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch.PushOutcome;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch.Refused;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch.Rejected;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch.Unknown;
import io.nautes.cluster.gitstore.internal.util.ClosedStore;
import io.nautes.cluster.gitstore.internal.util.Deadline;
import io.nautes.cluster.gitstore.internal.util.Pauses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A round that carries out several updates with a commit each and one push for all. The push succeeds only if the
 * branch still has the head on which the decisions were made; otherwise all decisions are made again on the new head.
 * This is where a push is retried. Used once, by one thread.
 */
public final class PushRound {
    /**
     * A push in a race may find the branch locked by the winner. A lock that remains after this number of attempts is
     * stale.
     */
    private static final int MAX_LOCKED = 6;

    private static final int MAX_DAMAGES = 2;

    /** The share of the time that a push may take. The rest is needed to find out the outcome of a push that hangs. */
    private static final double SHARE_OF_PUSH = 0.7;

    /**
     * The share of the time that decisions may take while other updates wait. A slower decision is made after theirs.
     */
    private static final double SHARE_OF_DECISIONS = 0.4;

    private final TrackedBranch branch;
    private final DecisionRunner decisions;
    private final Pauses pauses;
    private final BooleanSupplier closed;
    private final Deadline deadline;
    private final List<QueuedUpdate> live;
    private final List<QueuedUpdate> postponed = new ArrayList<>();
    private int attempts;
    private int moves;
    private int locked;
    private int damages;
    private String lastAnswer = "";

    PushRound(
            TrackedBranch branch,
            DecisionRunner decisions,
            Pauses pauses,
            List<QueuedUpdate> updates,
            BooleanSupplier closed) {
        this.branch = branch;
        this.decisions = decisions;
        this.pauses = pauses;
        this.closed = closed;
        this.live = new ArrayList<>(updates);
        this.deadline = updates.stream()
                .map(QueuedUpdate::deadline)
                .reduce(Deadline::later)
                .orElseThrow();
    }

    /** Carries out the batch. Afterwards each update is completed or was abandoned by its caller. */
    void run() {
        try {
            while (!isDone()) {
                attempts++;
                int generation = branch.generation();
                try {
                    branch.pinned(this::round);
                } catch (MirrorDamagedException damage) {
                    heal(generation, damage);
                }
            }
        } catch (IOException e) {
            failAll(branch.localStorage(e));
        } catch (RegistryException e) {
            failAll(e);
        } catch (RuntimeException | Error e) {
            failAll(new RegistryException(
                    FailureCode.SERVER_FAULT, "pushing to " + branch + " failed unexpectedly: " + e, e));
        }
        postponed.forEach(this::runAlone);
    }

    private void runAlone(QueuedUpdate pending) {
        new PushRound(branch, decisions, pauses, List.of(pending), closed).run();
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
                    "pushing to " + branch + ": timed out after " + attempts
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
            throw branch.alwaysDamaged(damage);
        }
        live.forEach(QueuedUpdate::sentInVain);
        branch.heal(generation, damage, deadline);
    }

    private void round() throws IOException {
        // Nothing can be built on the head without its objects, for example after the mirror was emptied.
        GitSnapshot known = branch.currentWithObjects();
        GitSnapshot base = known == null ? branch.refresh(deadline) : known;
        CommitChain chain = decide(base, live);
        if (chain == null) {
            return;
        }
        if (!chain.isCommit()) {
            // No push confirms here that the decisions were made on what is stored now.
            if (known == null || isSame(branch.refresh(deadline), base)) {
                chain.deliver();
            }
            return;
        }
        if (chain.committed().stream().allMatch(QueuedUpdate::send)) {
            push(chain, base);
        } else {
            // A caller has abandoned its update, so the remaining updates are decided again without it.
            live.forEach(QueuedUpdate::sentInVain);
        }
    }

    private static boolean isSame(GitSnapshot one, GitSnapshot other) {
        return Objects.equals(one.commit(), other.commit());
    }

    /**
     * Returns the commits for updates; {@code null} if a decision takes too long, and the remaining updates are to be
     * decided without it.
     */
    private @Nullable CommitChain decide(GitSnapshot base, List<QueuedUpdate> updates) throws IOException {
        CommitChain chain = new CommitChain(base);
        List<QueuedUpdate> batch = List.copyOf(updates);
        if (decisions.run(chain, batch, batch.size() == 1 ? deadline : deadline.part(SHARE_OF_DECISIONS))) {
            return chain;
        }
        QueuedUpdate slow = chain.deciding();
        if (slow == null || batch.size() == 1) {
            throw slowDecision();
        }
        live.remove(slow);
        postponed.add(slow);
        return null;
    }

    private RegistryException slowDecision() {
        return new RegistryException(
                FailureCode.TIMEOUT,
                "pushing to " + branch + ": the decision, or the templates, message format or signer, did not"
                        + " return in time; nothing was changed");
    }

    private void push(CommitChain chain, GitSnapshot base) throws IOException {
        PushOutcome outcome = send(chain, base);
        if (outcome instanceof Unknown unknown) {
            settleOthers(chain, base);
            outcome = resolved(unknown, chain, base);
        }
        if (outcome instanceof Unknown) {
            return;
        }
        if (outcome instanceof Accepted) {
            accepted(chain);
            return;
        }
        chain.committed().forEach(QueuedUpdate::sentInVain);
        if (outcome instanceof Rejected rejected) {
            rejected(rejected.failure());
            return;
        }
        GitSnapshot now = branch.refresh(deadline);
        boolean moved = !isSame(now, base);
        if (moved && branch.isStored(tip(chain), now, deadline)) {
            chain.deliver();
            return;
        }
        if (moved) {
            moves++;
            pauseAfterRace();
        } else if (outcome instanceof Refused refused
                && !(refused.isDirect() && branch.isBehindForPushes(base, deadline))) {
            refused(refused);
        } else {
            // The push reported a head that cannot be read yet: reads come from a replica that lags behind.
            moves++;
            pauses.pause(Pauses.jitter(50, 100L << Math.min(moves, 4)));
        }
    }

    private static ObjectId tip(CommitChain chain) {
        return Objects.requireNonNull(chain.tip().commit(), "there is nothing to push");
    }

    private void accepted(CommitChain chain) throws IOException {
        branch.advance(chain.tip());
        chain.deliver();
    }

    private PushOutcome send(CommitChain chain, GitSnapshot base) throws IOException {
        PushOutcome outcome = branch.push(base, chain.tip(), chain.isBulk(), deadline.part(SHARE_OF_PUSH));
        if (outcome instanceof Refused refused) {
            lastAnswer = refused.text();
        } else if (outcome instanceof Moved) {
            lastAnswer = "the branch has moved";
        }
        return outcome;
    }

    /**
     * Completes the updates without a commit, decided again without those that were pushed. A push whose outcome is
     * unknown does not affect them.
     */
    private void settleOthers(CommitChain sent, GitSnapshot base) throws IOException {
        for (QueuedUpdate other : List.copyOf(live)) {
            if (!sent.committed().contains(other)) {
                CommitChain alone = decide(base, List.of(other));
                // The server has just confirmed the base as its head.
                if (alone != null && !alone.isCommit()) {
                    alone.deliver();
                    live.remove(other);
                }
            }
        }
    }

    /** Pauses before a retry. The first retry is immediate; later ones are spread out. */
    private void pauseAfterRace() {
        if (moves > 1) {
            pauses.pause(Pauses.jitter(5, 50));
        }
    }

    /** Handles a push that was refused although the branch had not moved. */
    private void refused(Refused refused) {
        if (refused.isLock()) {
            locked++;
            if (locked >= MAX_LOCKED) {
                throw new RegistryException(
                        FailureCode.SERVER_FAULT,
                        "pushing to " + branch + ": the branch is locked on the server, after " + attempts
                                + " attempts: " + refused.text()
                                + "; remove a stale lock there, or try again later");
            }
            pauses.pause(Pauses.jitter(5, 50L << locked));
            return;
        }
        rejected(new RegistryException(
                FailureCode.PERMISSION_DENIED,
                "pushing to " + branch + ": the server refused: " + refused.text()
                        + "; check that these credentials may push to the branch, and the server's push rules"));
    }

    /**
     * Splits a refused round into single updates. The server may object to only one of them, and the other updates must
     * not fail because of it.
     */
    private void rejected(RegistryException failure) {
        if (live.size() == 1) {
            throw failure;
        }
        List.copyOf(live).forEach(this::runAlone);
    }

    /**
     * Finds out the outcome of a push whose connection broke. Only the remote knows it.
     *
     * @return the outcome; the last unknown one if it could not be found out, and the updates were failed with it
     */
    private PushOutcome resolved(Unknown first, CommitChain chain, GitSnapshot base) throws IOException {
        Unknown last = first;
        for (int attempt = 1; ; attempt++) {
            try {
                // The server may still be processing the push, or may have asked for a delay.
                pauseBeforeReading(attempt, last);
                GitSnapshot now = branch.refresh(deadline);
                if (branch.isStored(tip(chain), now, deadline)) {
                    return new Accepted();
                }
                if (!isSame(now, base)) {
                    return new Moved();
                }
                // Pushes the same commit again: if the first push still succeeds later, this one finds its commit
                // there.
                PushOutcome again = send(chain, base);
                if (again instanceof Unknown unknown) {
                    last = unknown;
                } else if (!(again instanceof Moved)) {
                    return again;
                }
            } catch (RegistryException e) {
                if (!e.isRetryable() || isOver()) {
                    return unknown(last, chain, e);
                }
            }
            if (isOver()) {
                return unknown(last, chain, null);
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
            pauses.pause(Math.min(wanted, deadline.millisUpTo(deadline.left())));
        }
    }

    private Unknown unknown(Unknown last, CommitChain chain, @Nullable RegistryException reading) {
        OutcomeUnknownException failure = new OutcomeUnknownException(
                "pushing to " + branch + ": the connection broke (" + last.text() + ") and after " + attempts
                        + " attempts it is still not known whether the change was made; read the cluster before"
                        + " trying again",
                last.failure());
        if (reading != null) {
            failure.addSuppressed(reading);
        }
        chain.committed().forEach(pending -> pending.failWithCopyOf(failure));
        return last;
    }
}
