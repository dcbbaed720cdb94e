package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.RegistryException;
import java.time.Duration;

/**
 * A listener that is notified of what happens to a {@link GitClusterStore} besides its operations. Called by the thread that notices it,
 * which it should not keep for long; what it throws is ignored.
 */
public interface GitStoreListener {
    /**
     * Is called when the branch was rewritten: what was its head is no longer part of its history, so changes that were
     * made may be gone. The store goes on with the branch as it is.
     *
     * @param before the commit that was the head
     * @param now the commit that is the head
     */
    default void branchRewritten(String before, String now) {}

    /**
     * Is called when the local mirror was damaged and is cloned again from the server. Nothing is lost.
     *
     * @param reason what was found
     */
    default void mirrorRebuilt(String reason) {}

    /**
     * Is called when the server cannot be asked, so that a read returns what was read last; see
     * {@link GitClusterStore.Builder#staleReads}.
     *
     * @param age the time since the server last confirmed what is given
     * @param reason why it cannot be asked
     */
    default void staleRead(Duration age, RegistryException reason) {}

    /**
     * Is called when the server redirects to another location, which the store should be given.
     *
     * @param location the new place
     */
    default void repositoryMoved(String location) {}

    /**
     * Is called when a file was rendered with a problem that did not stop the change. The change may still fail, and be
     * rendered again.
     *
     * @param warning the file, the template, and the problem
     */
    default void renderingWarning(String warning) {}
}
