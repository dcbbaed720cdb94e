package io.nautes.cluster.client.internal.call;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A queue that grants blocking and asynchronous changes their turn one at a time, in the order of their arrival. A Nautes
 * 0.4 server mixes up concurrent changes.
 */
public final class ChangeQueue {
    /** A linked set, because closing the client removes turns in any order. */
    private final Set<Turn> waiting = new LinkedHashSet<>();

    private final AtomicInteger handovers = new AtomicInteger();
    private @Nullable Turn current;

    /** A turn of a change. */
    final class Turn {
        private final CompletableFuture<Void> granted = new CompletableFuture<>();

        /** Returns a future that completes when the turn is granted. */
        CompletableFuture<Void> granted() {
            return granted;
        }

        /** Ends the turn, or leaves the queue. Further calls have no effect. */
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
     * Grants the next turn. A change that fails immediately ends its turn within the call that granted it. The counter
     * turns this recursion, which could be as deep as the queue is long, into a loop.
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
