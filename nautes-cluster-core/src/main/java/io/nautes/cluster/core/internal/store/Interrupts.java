package io.nautes.cluster.core.internal.store;

import java.util.function.Supplier;

/** Runs steps that must complete even if the thread is interrupted, such as the rollback of a failed change. */
final class Interrupts {
    private Interrupts() {}

    /** Runs a step with the thread's interrupt status cleared, and restores it afterwards. */
    static <T> T parked(Supplier<T> step) {
        boolean interrupted = Thread.interrupted();
        try {
            return step.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs a step that returns nothing, as {@link #parked}. */
    static void run(Runnable step) {
        parked(() -> {
            step.run();
            return true;
        });
    }
}
