package io.nautes.cluster.gitstore.internal.util;

/** Calls of listeners, whose exceptions and errors are logged and do not affect the caller. */
public final class Listeners {
    private Listeners() {}

    public static void call(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException | Error e) {
            System.getLogger(Listeners.class.getName()).log(System.Logger.Level.WARNING, "a listener failed", e);
        }
    }
}
