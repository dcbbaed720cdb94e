package io.nautes.cluster.gitstore.internal.util;

/** Receives the events of a store; the API's listener is behind it. */
public interface StoreListener {
    /** A listener that ignores all events. */
    StoreListener NONE = new StoreListener() {};

    /** The head is no longer part of the branch's history. */
    default void branchRewritten(String before, String now) {}

    /** The local mirror was damaged and is fetched again. */
    default void mirrorRebuilt(String reason) {}

    /** The server redirects permanently to another location. */
    default void repositoryMoved(String location) {}

    /** A file was rendered with a problem that did not stop the change. */
    default void renderingWarning(String warning) {}
}
