package io.nautes.cluster.gitstore;

import io.nautes.cluster.gitstore.internal.history.PollingWatch;

/**
 * A watch on the clusters of a {@link GitClusterStore}. It polls the server and notifies a listener of changes. After a
 * failure it waits longer, but it never misses a change. It ends when it is closed or its store is closed. Safe for use
 * by several threads.
 */
public final class ClusterWatch implements AutoCloseable {
    private final PollingWatch watch;

    ClusterWatch(PollingWatch watch) {
        this.watch = watch;
    }

    /**
     * Returns whether the watch has ended.
     *
     * @return {@code true} after the watch or its store was closed
     */
    public boolean isClosed() {
        return watch.isClosed();
    }

    /**
     * Ends the watch. The listener is not called again after this method has returned. A call in progress is given up
     * to five seconds to end, unless that call itself closes the watch. Closing the watch again has no effect.
     */
    @Override
    public void close() {
        watch.close();
    }
}
