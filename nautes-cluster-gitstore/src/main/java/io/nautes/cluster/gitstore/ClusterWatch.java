package io.nautes.cluster.gitstore;

import io.nautes.cluster.gitstore.internal.history.PollingWatch;

/**
 * A watch on the clusters of a {@link GitClusterStore}: it polls the server and notifies a listener of what changed. A failure
 * makes it wait longer, and no change is lost by one. It ends when it, or its store, is closed.
 */
public final class ClusterWatch implements AutoCloseable {
    private final PollingWatch watch;

    ClusterWatch(PollingWatch watch) {
        this.watch = watch;
    }

    /**
     * Returns whether the watch has ended.
     *
     * @return {@code true} after it or its store was closed
     */
    public boolean isClosed() {
        return watch.isClosed();
    }

    /**
     * Ends the watch. No call of the listener begins after this method has returned; a call in progress is given up to five
     * seconds to end, unless it is that call which closes the watch. Closing twice does nothing.
     */
    @Override
    public void close() {
        watch.close();
    }
}
