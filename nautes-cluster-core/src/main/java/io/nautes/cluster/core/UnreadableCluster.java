package io.nautes.cluster.core;

import java.util.Objects;

/**
 * A registered cluster that cannot be read, such as one whose file somebody broke by hand.
 *
 * @param name the cluster's name, as far as the path has it
 * @param path where it is stored, such as a file of a repository
 * @param problem what is wrong with it, without secrets
 */
public record UnreadableCluster(String name, String path, String problem) {
    /** Checks that nothing is missing. */
    public UnreadableCluster {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(problem, "problem");
    }

    /** Returns the path and the problem in one line. */
    @Override
    public String toString() {
        return path + ": " + problem;
    }
}
