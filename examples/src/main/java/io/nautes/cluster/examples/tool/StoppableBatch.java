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
 * A batch that ends properly when the process is stopped: the change in progress is completed, no other begins, and the
 * process ends only when everything was reported. A batch that is one commit is completed: its progress is reported
 * when all of it is stored.
 */
final class StoppableBatch implements AutoCloseable {
    /** Longer than a client tries one change. */
    private static final long PATIENCE_SECONDS = 60;

    private final boolean isOneCommit;
    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");
    private volatile boolean stopping;

    /**
     * A batch to come.
     *
     * @param isOneCommit whether it is stored as a whole, so that its progress is reported when nothing can be stopped any more
     */
    StoppableBatch(boolean isOneCommit) {
        this.isOneCommit = isOneCommit;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Ends a batch from inside. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Is called when the process is asked to stop; returns when the command is done. */
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
