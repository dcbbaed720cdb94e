package io.nautes.cluster.core.catalog;

import io.nautes.cluster.model.error.NautesException;
import java.util.List;

/** Thrown when a catalog, or a file of one, is not valid. Lists every problem. */
public final class InvalidCatalogException extends NautesException {
    private static final long serialVersionUID = 1L;

    // The JDK's copies of lists can be serialized, which newer compilers cannot see.
    @SuppressWarnings("serial")
    private final List<String> problems;

    /**
     * Creates an exception.
     *
     * @param problems everything that is wrong with it
     */
    public InvalidCatalogException(List<String> problems) {
        super("the catalog is invalid:\n" + String.join("\n", problems), null);
        this.problems = List.copyOf(problems);
    }

    /**
     * Returns the problems.
     *
     * @return every problem, at least one
     */
    public List<String> problems() {
        return problems;
    }
}
