package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.RegistryException;
import java.time.Duration;

/**
 * A listener for events of a {@link GitClusterStore} that are not results of a call. Methods are called on threads of
 * the store and of its callers, possibly concurrently, and should return quickly. An exception or error that they throw
 * is logged and otherwise ignored.
 */
public interface GitStoreListener {
    /**
     * Reports that the branch was rewritten: its former head is not in its history any more, so changes may be lost.
     * The store continues with the new head.
     *
     * @param before the full id of the former head
     * @param now the full id of the new head
     */
    default void branchRewritten(String before, String now) {}

    /**
     * Reports that the local mirror was damaged and is cloned again from the server. Nothing is lost.
     *
     * @param reason the damage that was found
     */
    default void mirrorRebuilt(String reason) {}

    /**
     * Reports that the server cannot be asked, and that a read returns what was read last; see {@link
     * GitClusterStore.Builder#staleReads}.
     *
     * @param age the time since the server last confirmed the returned content
     * @param reason the reason why the server cannot be asked
     */
    default void staleRead(Duration age, RegistryException reason) {}

    /**
     * Reports that the server redirects to another location. The store should be opened with the new location.
     *
     * @param location the new location
     */
    default void repositoryMoved(String location) {}

    /**
     * Reports a problem in a rendered file that did not stop the change. The change may still fail and be rendered
     * again.
     *
     * @param warning the file, the template, and the problem
     */
    default void renderingWarning(String warning) {}
}
