package io.nautes.cluster.model.internal.support;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Creates threads that live longer than the call that starts them. They retain nothing of their creator: they have no
 * inheritable thread locals, and the system class loader instead of, for example, that of a web application.
 */
public final class DaemonThreads {
    private DaemonThreads() {}

    /** Returns a daemon thread that is not started yet. */
    public static Thread create(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return thread;
    }

    /** Returns a factory of threads with numbered names. */
    public static ThreadFactory factory(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> create(work, name + "-" + count.incrementAndGet());
    }
}
