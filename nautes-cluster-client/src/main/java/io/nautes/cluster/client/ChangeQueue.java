package io.nautes.cluster.client;

import java.util.concurrent.CompletableFuture;

/**
 * Lets changes through one after the other, in the order in which they came, without making a thread wait. A Nautes 0.4
 * server mixes up changes that it gets at the same time.
 */
final class ChangeQueue {
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** A place in the queue. */
    static final class Turn {
        private final CompletableFuture<Void> before;
        private final CompletableFuture<Void> after;

        Turn(CompletableFuture<Void> before, CompletableFuture<Void> after) {
            this.before = before;
            this.after = after;
        }

        /** Completes when it is this one's turn. A copy, so that nobody completes it for others. */
        CompletableFuture<Void> ready() {
            return before.copy();
        }

        /** Lets the next one through, once those before are done. */
        @SuppressWarnings("FutureReturnValueIgnored")
        void leave() {
            before.whenComplete((nothing, failure) -> after.complete(null));
        }
    }

    synchronized Turn enter() {
        Turn turn = new Turn(last, new CompletableFuture<>());
        last = turn.after;
        return turn;
    }
}
