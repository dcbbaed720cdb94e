package io.nautes.cluster.gitstore;

/** Calls listeners, whose failures are theirs. */
final class Listeners {
    private Listeners() {}

    static void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            System.getLogger(Listeners.class.getName()).log(System.Logger.Level.DEBUG, "a listener failed", e);
        }
    }
}
