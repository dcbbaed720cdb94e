package io.nautes.cluster.gitstore;

import io.nautes.cluster.gitstore.internal.history.WatchPacer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A pacer whose time passes only when a test requests it. */
final class SteppedPacer implements WatchPacer {
    private final BlockingQueue<Boolean> steps = new LinkedBlockingQueue<>();
    private final BlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();
    private final double chance;

    SteppedPacer(double chance) {
        this.chance = chance;
    }

    @Override
    public boolean pause(Duration time) throws InterruptedException {
        pauses.add(time);
        return steps.take();
    }

    @Override
    public void stop() {
        steps.add(false);
    }

    @Override
    public double chance() {
        return chance;
    }

    /** Waits until the watch has polled, and returns the pause that follows. */
    Duration roundDone() throws InterruptedException {
        Duration pause = pauses.poll(30, TimeUnit.SECONDS);
        if (pause == null) {
            throw new AssertionError("the watch has not done a round");
        }
        return pause;
    }

    /** Makes the watch poll, and waits until it has. */
    Duration round() throws InterruptedException {
        steps.add(true);
        return roundDone();
    }

    /** Makes the watch poll several times. */
    List<Duration> rounds(int count) throws InterruptedException {
        List<Duration> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(round());
        }
        return all;
    }
}
