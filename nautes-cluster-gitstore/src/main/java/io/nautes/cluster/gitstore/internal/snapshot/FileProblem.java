package io.nautes.cluster.gitstore.internal.snapshot;

/**
 * The reason why a file cannot be used.
 *
 * @param message what is wrong, without secrets
 * @param line the line, counted from 1; 0 if it is the file as a whole
 */
public record FileProblem(String message, int line) {
    /** Creates a problem of the file as a whole. */
    FileProblem(String message) {
        this(message, 0);
    }
}
