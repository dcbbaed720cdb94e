package io.nautes.cluster.client;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of a client that was given none: daemons with names, which end when they have had nothing to do. */
final class ClientThreads {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private ClientThreads() {}

    static ExecutorService newExecutor() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "nautes-client-" + COUNT.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
