package io.nautes.cluster.core.spi;

/**
 * The result of an update of a store.
 *
 * @param revision the revision that contains the change; the current one if nothing was changed
 * @param changed whether anything was written; a change to the state that is already stored writes nothing
 */
public record StoreCommit(String revision, boolean changed) {}
