package io.nautes.cluster.gitstore.internal.snapshot;

/**
 * A problem in the folder of clusters.
 *
 * @param kind the kind of the problem
 * @param file the path of the file in the repository
 * @param line the line in the file, counted from 1; 0 if the problem concerns the whole file
 * @param message the problem and how to fix it
 */
public record Finding(Kind kind, String file, int line, String message) {
    /** The kinds of problems. */
    public enum Kind {
        /** A cluster's file is not listed. */
        NOT_LISTED,
        /** A listed file does not exist. */
        FILE_MISSING,
        /** A file is listed more than once. */
        LISTED_TWICE,
        /** A file contains no readable cluster. */
        UNREADABLE,
        /** There is no list. */
        LIST_MISSING,
        /** The list cannot be read. */
        LIST_UNREADABLE
    }
}
