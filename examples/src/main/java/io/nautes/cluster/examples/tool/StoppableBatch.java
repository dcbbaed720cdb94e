package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.BatchListener;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.BatchResult.Entry;
import io.nautes.cluster.core.BatchResult.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A batch that ends in an orderly way when the process is stopped. It completes the change in progress, begins no other, and
 * lets the process end only after everything was reported. A batch that is one commit is completed, because its progress is
 * reported only after all of it is stored.
 */
final class StoppableBatch implements AutoCloseable {
    /** The longest wait for the batch, which is longer than a client tries one change. */
    private static final long PATIENCE_SECONDS = 60;

    private final boolean isOneCommit;
    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");
    private volatile boolean stopping;

    /**
     * Creates a batch.
     *
     * @param isOneCommit whether it is stored as a whole, so that nothing can be stopped when its progress is reported
     */
    StoppableBatch(boolean isOneCommit) {
        this.isOneCommit = isOneCommit;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** An exception that ends a batch from within a listener. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Stops the batch when the process is asked to stop; returns after the command has ended. */
    void stop() {
        stopping = true;
        try {
            reported.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs a batch.
     *
     * @param names the clusters of the batch
     * @param progress the listener that is notified of its progress too
     * @param batch the batch, given a listener
     */
    BatchResult run(Collection<String> names, BatchListener progress, Function<BatchListener, BatchResult> batch) {
        List<Entry> entries = new ArrayList<>();
        try {
            return batch.apply((entry, done, total) -> {
                entries.add(entry);
                progress.onProgress(entry, done, total);
                if (stopping && !isOneCommit && done < total) {
                    throw new StoppedException();
                }
            });
        } catch (StoppedException e) {
            Set<String> rest = new HashSet<>(names);
            entries.forEach(entry -> rest.remove(entry.name()));
            rest.stream().sorted().forEach(name -> entries.add(new Entry(name, Outcome.NOT_TRIED, List.of(), null)));
            return new BatchResult(entries);
        }
    }

    boolean isStopped() {
        return stopping;
    }

    /** Lets the process end. */
    @Override
    public void close() {
        reported.countDown();
        if (!stopping) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                stopping = true;
            }
        }
    }
}
