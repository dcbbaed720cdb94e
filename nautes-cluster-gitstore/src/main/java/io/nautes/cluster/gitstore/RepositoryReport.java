package io.nautes.cluster.gitstore;

import java.util.List;

/**
 * The result of a check of the folder of clusters. Immutable.
 *
 * @param revision the full id of the commit that was checked
 * @param problems the problems, sorted by file and line; empty if the repository has no problems
 */
public record RepositoryReport(String revision, List<RepositoryProblem> problems) {
    /** Copies the list. */
    public RepositoryReport {
        problems = List.copyOf(problems);
    }

    /**
     * Returns whether the folder is in order.
     *
     * @return {@code true} if there are no problems
     */
    public boolean isClean() {
        return problems.isEmpty();
    }
}
