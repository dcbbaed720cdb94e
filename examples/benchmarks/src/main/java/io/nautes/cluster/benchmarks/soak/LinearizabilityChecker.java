package io.nautes.cluster.benchmarks.soak;

import io.nautes.cluster.benchmarks.soak.Operation.Kind;
import io.nautes.cluster.benchmarks.soak.Operation.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checker of whether the operations on one cluster are linearizable: whether they could have taken effect one after the
 * other, each at some moment between its start and its end. It uses the search of Wing and Gong (1993) and remembers visited
 * states (Lowe, 2017).
 *
 * <p>An operation with an unknown outcome may have had an effect at any time after its start, or none. The search tries it
 * only directly before an operation that needs its effect. This is sufficient, because elsewhere its effect is not observed.
 */
final class LinearizabilityChecker {
    private final List<Operation> definite;
    private final List<Operation> optional;
    private final Set<State> seen = new HashSet<>();

    private LinearizabilityChecker(List<Operation> operations) {
        this.definite = operations.stream()
                .filter(operation -> !operation.isWithoutEffect() && !operation.isOptional())
                .sorted(Comparator.comparingLong(Operation::start))
                .toList();
        this.optional = operations.stream()
                .filter(Operation::isOptional)
                .sorted(Comparator.comparingLong(Operation::start))
                .toList();
    }

    /**
     * Returns whether the operations can be ordered.
     *
     * @param operations all operations on one cluster, which was not registered before
     */
    static boolean isLinearizable(List<Operation> operations) {
        return new LinearizabilityChecker(operations).search();
    }

    /** A state of the search: the operations ordered so far, and the registration after them. */
    private record State(BitSet done, BitSet used, @Nullable String value) {}

    private boolean search() {
        Deque<State> open = new ArrayDeque<>();
        open.push(new State(new BitSet(), new BitSet(), null));
        while (!open.isEmpty()) {
            State state = open.pop();
            if (state.done().cardinality() == definite.size()) {
                return true;
            }
            if (seen.add(state)) {
                next(state).forEach(open::push);
            }
        }
        return false;
    }

    private List<State> next(State state) {
        long firstEnd = Long.MAX_VALUE;
        for (int i = state.done().nextClearBit(0);
                i < definite.size();
                i = state.done().nextClearBit(i + 1)) {
            firstEnd = Math.min(firstEnd, definite.get(i).end());
        }
        List<State> next = new ArrayList<>();
        for (int i = state.done().nextClearBit(0);
                i < definite.size();
                i = state.done().nextClearBit(i + 1)) {
            Operation operation = definite.get(i);
            if (operation.start() > firstEnd) {
                break;
            }
            if (isPossible(operation, state.value())) {
                next.add(after(state, i, state.used(), operation));
            } else {
                addHelped(state, i, operation, firstEnd, next);
            }
        }
        return next;
    }

    /** Adds the states in which an operation with an unknown outcome takes effect directly before. */
    private void addHelped(State state, int index, Operation operation, long firstEnd, List<State> next) {
        for (int i = state.used().nextClearBit(0);
                i < optional.size();
                i = state.used().nextClearBit(i + 1)) {
            Operation helper = optional.get(i);
            if (helper.start() > firstEnd) {
                break;
            }
            if (isPossible(operation, helper.kind() == Kind.SAVE ? helper.value() : null)) {
                BitSet used = (BitSet) state.used().clone();
                used.set(i);
                next.add(after(state, index, used, operation));
                if (helper.kind() == Kind.DELETE) {
                    // All deletes are equivalent, so using the earliest one keeps all options for later operations.
                    return;
                }
            }
        }
    }

    private static boolean isPossible(Operation operation, @Nullable String registered) {
        return switch (operation.kind()) {
            case SAVE -> true;
            case DELETE -> (operation.outcome() == Outcome.ABSENT) == (registered == null);
            case READ -> Objects.equals(operation.value(), registered);
        };
    }

    private State after(State state, int index, BitSet used, Operation operation) {
        BitSet done = (BitSet) state.done().clone();
        done.set(index);
        String value = switch (operation.kind()) {
            case SAVE, READ -> operation.value();
            case DELETE -> null;
        };
        return new State(done, used, value);
    }
}
