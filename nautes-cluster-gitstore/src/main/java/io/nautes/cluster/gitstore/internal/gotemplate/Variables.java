package io.nautes.cluster.gitstore.internal.gotemplate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The names of the variables that are visible at one point of compiling a template, with their slots. */
final class Variables {
    /** The slot of {@code $}, the value that the template is rendered with. */
    static final int ROOT = 0;

    static final int NONE = -1;

    private final List<String> visible = new ArrayList<>(List.of("$"));
    private final Map<String, Deque<Integer>> slots = new HashMap<>(Map.of("$", new ArrayDeque<>(List.of(ROOT))));
    private int most = 1;

    int declare(String name) {
        int slot = visible.size();
        visible.add(name);
        slots.computeIfAbsent(name, key -> new ArrayDeque<>()).push(slot);
        most = Math.max(most, visible.size());
        return slot;
    }

    int find(String name) {
        Deque<Integer> found = slots.get(name);
        return found == null || found.isEmpty() ? NONE : found.getFirst();
    }

    int mark() {
        return visible.size();
    }

    /** Removes the variables that were declared since the mark. */
    void leave(int mark) {
        List<String> gone = visible.subList(mark, visible.size());
        gone.forEach(name -> Objects.requireNonNull(slots.get(name)).pop());
        gone.clear();
    }

    int slots() {
        return most;
    }
}
