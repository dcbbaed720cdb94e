package io.nautes.cluster.gitstore.internal.gotemplate;

import java.util.ArrayList;
import java.util.List;

/** The names of variables that are visible at a place while a template is compiled, each with its slot. */
final class Variables {
    /** The slot of {@code $}, the value that the template is rendered with. */
    static final int ROOT = 0;

    static final int NONE = -1;

    private final List<String> visible = new ArrayList<>(List.of("$"));
    private int most = 1;

    int declare(String name) {
        visible.add(name);
        most = Math.max(most, visible.size());
        return visible.size() - 1;
    }

    int find(String name) {
        return visible.lastIndexOf(name);
    }

    int mark() {
        return visible.size();
    }

    /** Forgets what was declared since the mark. */
    void leave(int mark) {
        visible.subList(mark, visible.size()).clear();
    }

    int slots() {
        return most;
    }
}
