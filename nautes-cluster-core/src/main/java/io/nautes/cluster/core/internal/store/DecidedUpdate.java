package io.nautes.cluster.core.internal.store;

import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoreUpdate;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An update that remembers its last decision, which is the one that the store has written when the update ends.
 *
 * @param <T> the decision
 */
public final class DecidedUpdate<T> implements StoreUpdate {
    private final Function<StoreSnapshot, T> decision;
    private final Function<T, StoreChange> change;
    private volatile @Nullable T last;

    public DecidedUpdate(Function<StoreSnapshot, T> decision, Function<T, StoreChange> change) {
        this.decision = decision;
        this.change = change;
    }

    @Override
    public StoreChange decide(StoreSnapshot current) {
        last = null;
        T decided = decision.apply(current);
        last = decided;
        return change.apply(decided);
    }

    /** Returns the last decision; {@code null} if none was made, or the last attempt failed. */
    @Nullable
    public T last() {
        return last;
    }

    /** Returns the decision that the store has written. */
    public T made() {
        return Objects.requireNonNull(last, "the store has not asked for a decision");
    }
}
