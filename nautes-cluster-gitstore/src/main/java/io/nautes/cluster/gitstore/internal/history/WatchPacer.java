package io.nautes.cluster.gitstore.internal.history;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The clock and the random numbers of a watch. Tests replace it. */
public interface WatchPacer {
    /**
     * Pauses.
     *
     * @return {@code true} if the pause is over; {@code false} as soon as the watch is stopped
     */
    boolean pause(Duration time) throws InterruptedException;

    /** Ends the current pause and all later ones. */
    void stop();

    /** Returns a number from 0 to 1. */
    double chance();

    /** Returns a pacer that pauses in real time. */
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
