package io.nautes.cluster.gitstore;

import java.util.List;

/**
 * Whether the folder of clusters is in order.
 *
 * @param revision the revision that was looked at
 * @param problems what is not in order, sorted by file and line
 */
public record RepositoryReport(String revision, List<RepositoryProblem> problems) {
    /** Copies the list. */
    public RepositoryReport {
        problems = List.copyOf(problems);
    }

    /**
     * Returns whether all is in order.
     *
     * @return {@code true} if there is no problem
     */
    public boolean isClean() {
        return problems.isEmpty();
    }
}
