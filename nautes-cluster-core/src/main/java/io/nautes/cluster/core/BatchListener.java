package io.nautes.cluster.core;

/** Is told of the progress of a batch, by one thread at a time. It should return quickly. */
@FunctionalInterface
public interface BatchListener {
    /**
     * One cluster of the batch is done with.
     *
     * @param entry its outcome
     * @param done how many are done with, this one included
     * @param total how many there are
     */
    void onProgress(BatchResult.Entry entry, int done, int total);

    /**
     * Nobody is told.
     *
     * @return a listener that does nothing
     */
    static BatchListener none() {
        return (entry, done, total) -> {};
    }
}
