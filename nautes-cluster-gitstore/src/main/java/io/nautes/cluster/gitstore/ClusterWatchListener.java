package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.RegistryException;
import java.time.Duration;

/**
 * A listener that is notified of changes of clusters. A watch calls it from one thread, one call at a time; while a call lasts, the watch
 * does not go on. What it throws is logged and otherwise ignored.
 *
 * <p>Changes are reported as they show between two questions to the server: several changes of one cluster in that time are
 * reported as one, and what was changed and changed back is not reported.
 */
@FunctionalInterface
public interface ClusterWatchListener {
    /**
     * Is called when a cluster was added, modified, removed, or became unreadable.
     *
     * @param change what changed, and by which commits; those are not looked up for clusters that were registered before the
     *     watch began
     */
    void changed(ClusterChange change);

    /**
     * Is called when all changes up to a revision were reported. A watch that is
     * {@linkplain WatchOptions#withSince(String) started from it} later misses nothing.
     *
     * @param revision the revision
     */
    default void upToDate(String revision) {}

    /**
     * Is called when the branch was rewritten: the revision that was reported last is not part of its history. The
     * differences are reported next.
     *
     * @param before the revision that was reported last
     * @param now the revision that is stored now
     */
    default void historyRewritten(String before, String now) {}

    /**
     * Is called when the server could not be asked. Nothing is lost: the next question finds what changed in the
     * meantime.
     *
     * @param failure what happened
     * @param failures how often in a row
     * @param pause how long the watch waits before it asks again
     */
    default void failed(RegistryException failure, int failures, Duration pause) {}
}
