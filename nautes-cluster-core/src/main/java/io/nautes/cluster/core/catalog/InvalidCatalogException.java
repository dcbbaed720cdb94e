package io.nautes.cluster.core.catalog;

import java.util.List;

/** A catalog breaks its invariants. */
public final class InvalidCatalogException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    // The JDK's copies of lists can be serialized, which newer compilers cannot see.
    @SuppressWarnings("serial")
    private final List<String> problems;

    /**
     * An invalid catalog.
     *
     * @param problems everything that is wrong with it
     */
    public InvalidCatalogException(List<String> problems) {
        super("the catalog is invalid:\n" + String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * What is wrong.
     *
     * @return every problem, at least one
     */
    public List<String> problems() {
        return problems;
    }
}
