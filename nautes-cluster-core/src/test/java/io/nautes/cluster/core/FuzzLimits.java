package io.nautes.cluster.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** What one input of a fuzz target may cost. */
public final class FuzzLimits {
    private static final long MAX_MILLIS = 2_000;
    private static final long MAX_BYTES = 64L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private FuzzLimits() {}

    /**
     * Runs a target, and fails if it takes more than 2 s of the thread's time or allocates more than 64 MB. A target that
     * does is run once more, since the first run also loads and instruments classes.
     */
    static void check(Runnable target) {
        Cost cost = Cost.of(target);
        if (cost.isTooHigh()) {
            cost = Cost.of(target);
        }
        assertThat(cost.isTooHigh()).as(cost.toString()).isFalse();
    }

    private record Cost(long millis, long bytes) {
        static Cost of(Runnable target) {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long time = THREADS.getCurrentThreadCpuTime();
            target.run();
            return new Cost(
                    TimeUnit.NANOSECONDS.toMillis(THREADS.getCurrentThreadCpuTime() - time),
                    THREADS.getCurrentThreadAllocatedBytes() - bytes);
        }

        boolean isTooHigh() {
            return millis > MAX_MILLIS || bytes > MAX_BYTES;
        }
    }
}
