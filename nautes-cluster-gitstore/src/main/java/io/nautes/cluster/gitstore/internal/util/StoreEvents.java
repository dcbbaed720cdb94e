package io.nautes.cluster.gitstore.internal.util;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The events for the listener of a store. They are added when they happen, often under a lock, and delivered when the
 * thread holds no lock. Safe for use by several threads.
 */
public final class StoreEvents {
    private final StoreListener listener;
    private final TimeLimiter limiter;
    private final Queue<Consumer<StoreListener>> waiting = new ConcurrentLinkedQueue<>();

    public StoreEvents(StoreListener listener, TimeLimiter limiter) {
        this.listener = listener;
        this.limiter = limiter;
    }

    public void add(Consumer<StoreListener> event) {
        waiting.add(event);
    }

    /** Notifies the listener of all events so far, but does not wait for it beyond the deadline. */
    public void deliver(Deadline deadline) {
        while (!waiting.isEmpty()) {
            try {
                limiter.call(
                        () -> {
                            for (Consumer<StoreListener> event; (event = waiting.poll()) != null; ) {
                                Consumer<StoreListener> next = event;
                                Listeners.call(() -> next.accept(listener));
                            }
                            return true;
                        },
                        deadline);
            } catch (IOException e) {
                System.getLogger(StoreEvents.class.getName())
                        .log(System.Logger.Level.WARNING, "a listener did not return in time");
                return;
            }
        }
    }
}
