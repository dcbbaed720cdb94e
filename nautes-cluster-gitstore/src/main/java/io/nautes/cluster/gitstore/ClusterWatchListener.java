package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.RegistryException;
import java.time.Duration;

/**
 * A listener for the changes of clusters. A watch makes all calls in one thread, one at a time, and waits until each
 * call has returned. An exception or error that a method throws is logged and otherwise ignored.
 *
 * <p>Changes are reported as differences between two polls: several changes of one cluster in that time are reported as
 * one change, and a change that was reverted is not reported.
 */
@FunctionalInterface
public interface ClusterWatchListener {
    /**
     * Reports a cluster that was added, modified or removed, or whose file became unreadable.
     *
     * @param change the change and its commits; the commits are not looked up for clusters that were registered before
     *     the watch began
     */
    void changed(ClusterChange change);

    /**
     * Reports that all changes up to a revision were reported. A watch that {@linkplain WatchOptions#withSince(String)
     * starts} from this revision later misses nothing.
     *
     * @param revision the full id of the commit
     */
    default void upToDate(String revision) {}

    /**
     * Reports that the branch was rewritten: the revision that was reported last is not in its history any more. The
     * differences between the two revisions are reported next.
     *
     * @param before the full id of the revision that was reported last
     * @param now the full id of the revision that is stored now
     */
    default void historyRewritten(String before, String now) {}

    /**
     * Reports that a poll failed. No change is missed: the next successful poll finds what changed in the meantime.
     *
     * @param failure the failure
     * @param failures the number of consecutive failures, counted from 1
     * @param pause the time until the next poll
     */
    default void failed(RegistryException failure, int failures, Duration pause) {}
}
