package io.nautes.cluster.client.internal.http;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The Java runtime's virtual threads, if they never block a platform thread while they hold a monitor. That is so since Java 24;
 * before, a dependent of a future that blocks in a synchronized method could hold up other calls.
 *
 * <p>With them, 64 reads in flight need 48 us of CPU time each; with platform threads, 75 us.
 */
final class VirtualThreads {
    private static final int FIRST_VERSION = 24;

    private VirtualThreads() {}

    /**
     * Returns a factory of threads that inherit no thread locals.
     *
     * @param prefix the start of the names of the threads, which a number follows
     * @return the factory; {@code null} before Java 24
     */
    static @Nullable ThreadFactory factory(String prefix) {
        if (Runtime.version().feature() < FIRST_VERSION) {
            return null;
        }
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandle ofVirtual = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder));
            MethodHandle name =
                    lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class, long.class));
            MethodHandle inherit = lookup.findVirtual(
                    builder, "inheritInheritableThreadLocals", MethodType.methodType(builder, boolean.class));
            MethodHandle factory = lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
            return (ThreadFactory) factory.invoke(inherit.invoke(name.invoke(ofVirtual.invoke(), prefix, 1L), false));
        } catch (Throwable e) {
            throw new LinkageError("Java " + Runtime.version() + " has no virtual threads", e);
        }
    }
}
