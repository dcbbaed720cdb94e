package io.nautes.cluster.gitstore.internal.snapshot;

/**
 * The reason why a file cannot be used.
 *
 * @param message the problem, without secrets
 * @param line the line, counted from 1; 0 if the problem concerns the whole file
 */
public record FileProblem(String message, int line) {
    /** Creates a problem that concerns the whole file. */
    FileProblem(String message) {
        this(message, 0);
    }
}
