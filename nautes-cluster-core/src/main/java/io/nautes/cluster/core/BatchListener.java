package io.nautes.cluster.core;

/** A listener that is notified of the progress of a batch, by one thread at a time. It should return quickly. */
@FunctionalInterface
public interface BatchListener {
    /**
     * Is called when one cluster of the batch is done.
     *
     * @param entry its outcome
     * @param done how many are done, this one included
     * @param total how many there are
     */
    void onProgress(BatchResult.Entry entry, int done, int total);

    /**
     * Returns the listener that does nothing.
     *
     * @return a listener that does nothing
     */
    static BatchListener none() {
        return (entry, done, total) -> {};
    }
}
