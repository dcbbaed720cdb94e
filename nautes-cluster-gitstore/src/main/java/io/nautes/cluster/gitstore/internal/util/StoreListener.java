package io.nautes.cluster.gitstore.internal.util;

/** A receiver of the events of a store, which forwards them to the API's listener. */
public interface StoreListener {
    /** A listener that ignores all events. */
    StoreListener NONE = new StoreListener() {};

    /** Reports that the former head is no longer in the branch's history. */
    default void branchRewritten(String before, String now) {}

    /** Reports that the local mirror was damaged and is fetched again. */
    default void mirrorRebuilt(String reason) {}

    /** Reports that the server redirects permanently to another location. */
    default void repositoryMoved(String location) {}

    /** Reports a problem in a rendered file that did not stop the change. */
    default void renderingWarning(String warning) {}
}
