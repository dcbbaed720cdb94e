package io.nautes.cluster.core.spi;

/**
 * What an update did to a store.
 *
 * @param revision the revision that holds the change; the current one if nothing was changed
 * @param changed whether anything was written; a change to what is stored already writes nothing
 */
public record StoreCommit(String revision, boolean changed) {}
