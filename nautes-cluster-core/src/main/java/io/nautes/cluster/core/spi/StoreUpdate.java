package io.nautes.cluster.core.spi;

/**
 * A decision on a change, based on the current content of a store. It may be made several times if another client
 * changes the store in between, and must not have side effects. An exception that it throws ends the update and reaches
 * the caller unchanged.
 */
@FunctionalInterface
public interface StoreUpdate {
    /**
     * Decides on the change.
     *
     * @param current the current content; it must only be used during the call
     * @return the change; it may be {@linkplain StoreChange#isEmpty() empty}
     */
    StoreChange decide(StoreSnapshot current);
}
