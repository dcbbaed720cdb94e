package io.nautes.cluster.gitstore.internal.history;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The time of a watch. Tests have their own. */
public interface WatchPacer {
    /**
     * Waits.
     *
     * @return whether to go on; {@code false} as soon as the watch is stopped
     */
    boolean pause(Duration time) throws InterruptedException;

    /** Ends the wait, and all that follow. */
    void stop();

    /** Returns a number from 0 to 1. */
    double chance();

    /** Pauses in real time. */
    static WatchPacer real() {
        CountDownLatch stopped = new CountDownLatch(1);
        return new WatchPacer() {
            @Override
            public boolean pause(Duration time) throws InterruptedException {
                return !stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
            }

            @Override
            public void stop() {
                stopped.countDown();
            }

            @Override
            public double chance() {
                return ThreadLocalRandom.current().nextDouble();
            }
        };
    }
}
