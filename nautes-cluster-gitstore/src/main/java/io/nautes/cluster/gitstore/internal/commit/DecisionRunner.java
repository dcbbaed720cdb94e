package io.nautes.cluster.gitstore.internal.commit;

import io.nautes.cluster.gitstore.internal.branch.TrackedBranch;
import io.nautes.cluster.gitstore.internal.util.Deadline;
import io.nautes.cluster.gitstore.internal.util.TimeLimiter;
import java.io.IOException;
import java.util.List;

/**
 * A runner of the program's code that takes part in a commit: decisions, templates, message formats, and signers. The
 * code runs under a time limit and without holding a lock. Safe for use by several threads.
 */
public final class DecisionRunner {
    private final TrackedBranch branch;
    private final CommitWriter writer;
    private final TimeLimiter limiter;

    /**
     * Creates a runner.
     *
     * @param branch the branch whose objects commits are built on
     * @param writer the writer of the commits
     * @param limiter the limiter for code that may never return
     */
    public DecisionRunner(TrackedBranch branch, CommitWriter writer, TimeLimiter limiter) {
        this.branch = branch;
        this.writer = writer;
        this.limiter = limiter;
    }

    /** Returns whether this thread is making a decision for the store. */
    boolean isDeciding() {
        return CommitChain.isDecidingFor(writer);
    }

    /**
     * Makes the decisions of updates, and builds a chain of commits from them.
     *
     * @return {@code true} if all decisions were made in time; if not, {@link CommitChain#deciding} is the update that
     *     was being decided
     */
    boolean run(CommitChain chain, List<QueuedUpdate> updates, Deadline limit) throws IOException {
        try {
            return branch.use(repository -> limiter.call(
                    () -> {
                        chain.make(repository, writer, updates);
                        return true;
                    },
                    limit));
        } catch (TimeLimiter.LimitExceededException e) {
            return false;
        }
    }
}
