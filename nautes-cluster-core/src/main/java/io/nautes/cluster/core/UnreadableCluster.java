package io.nautes.cluster.core;

import java.util.Objects;

/**
 * A registered cluster that cannot be read, for example because its file was damaged by hand.
 *
 * @param name the cluster's name, as given by the path
 * @param path where it is stored, such as a file of a repository
 * @param problem the problem, without secrets
 */
public record UnreadableCluster(String name, String path, String problem) {
    /** Checks that no value is null. */
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
