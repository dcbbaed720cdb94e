package io.nautes.cluster.core;

/** A listener for the progress of a batch. It is called by one thread at a time and should return quickly. */
@FunctionalInterface
public interface BatchListener {
    /**
     * Reports that one cluster of the batch is done.
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
