package io.nautes.cluster.gitstore.internal.util;

/**
 * Creates the threads of a store. They live longer than the call that starts them, so they must not hold on to anything of the
 * caller: no inheritable thread locals, and the system's class loader in place of, say, that of a web application.
 */
public final class StoreThreads {
    private StoreThreads() {}

    /** Returns a daemon thread that is not started yet. */
    public static Thread create(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return thread;
    }
}
