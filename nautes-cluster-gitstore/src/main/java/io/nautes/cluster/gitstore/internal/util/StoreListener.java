package io.nautes.cluster.gitstore.internal.util;

/** Receives the events of a store; the API's listener is behind it. */
public interface StoreListener {
    /** A listener that ignores all events. */
    StoreListener NONE = new StoreListener() {};

    /** Is called when the head is no longer part of the branch's history. */
    default void branchRewritten(String before, String now) {}

    /** Is called when the local mirror was damaged and is fetched again. */
    default void mirrorRebuilt(String reason) {}

    /** Is called when the server redirects permanently to another location. */
    default void repositoryMoved(String location) {}

    /** Is called when a file was rendered with a problem that did not stop the change. */
    default void renderingWarning(String warning) {}
}
