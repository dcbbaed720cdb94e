package io.nautes.cluster.core.spi;

/**
 * Decides on a change, given what is stored now. It may be called several times, when somebody else changes the store in
 * between, and must not have effects of its own. What it throws ends the update and reaches the caller unchanged.
 */
@FunctionalInterface
public interface StoreUpdate {
    /**
     * Decides.
     *
     * @param current what is stored now; to be used during the call only
     * @return what to change; {@link StoreChange#isEmpty() nothing} is allowed
     */
    StoreChange decide(StoreSnapshot current);
}
