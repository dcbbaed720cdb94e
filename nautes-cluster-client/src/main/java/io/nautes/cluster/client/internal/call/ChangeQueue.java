package io.nautes.cluster.client.internal.call;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lets changes through one after the other, in the order in which they came, with a waiting thread or without. A Nautes
 * 0.4 server mixes up changes that it gets at the same time.
 */
public final class ChangeQueue {
    /** In order, and quick to leave from the middle: closing ends them in any order. */
    private final Set<Turn> waiting = new LinkedHashSet<>();

    private final AtomicInteger handovers = new AtomicInteger();
    private @Nullable Turn current;

    /** A place in the queue. */
    final class Turn {
        private final CompletableFuture<Void> granted = new CompletableFuture<>();

        /** Completes when it is this one's turn. */
        CompletableFuture<Void> granted() {
            return granted;
        }

        /** Ends the turn, or gives up the place in the queue. Doing so twice does nothing. */
        void leave() {
            synchronized (ChangeQueue.this) {
                if (current != this) {
                    waiting.remove(this);
                    return;
                }
                current = null;
            }
            handOver();
        }
    }

    Turn enter() {
        Turn turn = new Turn();
        synchronized (this) {
            waiting.add(turn);
        }
        handOver();
        return turn;
    }

    /**
     * Hands the turn over. One that fails at once ends inside of the call that granted it; the counter makes a loop of
     * what would be a recursion as deep as the queue is long.
     */
    private void handOver() {
        if (handovers.getAndIncrement() != 0) {
            return;
        }
        do {
            Turn next = next();
            if (next != null) {
                next.granted.complete(null);
            }
        } while (handovers.decrementAndGet() != 0);
    }

    private synchronized @Nullable Turn next() {
        if (current != null) {
            return null;
        }
        Iterator<Turn> first = waiting.iterator();
        if (first.hasNext()) {
            current = first.next();
            first.remove();
        }
        return current;
    }
}
