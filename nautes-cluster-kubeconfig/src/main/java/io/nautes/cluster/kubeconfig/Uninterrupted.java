package io.nautes.cluster.kubeconfig;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Runs short steps on files to their end although their thread is interrupted. An interrupt closes the file channel that
 * is in use; the step is then run again, and the interrupt status is restored when it is done.
 */
final class Uninterrupted {
    private Uninterrupted() {}

    /**
     * A step that may be run again from its beginning.
     *
     * @param <T> its result
     */
    interface Step<T> {
        T run() throws IOException;
    }

    static <T> T call(Step<T> step) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return step.run();
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
