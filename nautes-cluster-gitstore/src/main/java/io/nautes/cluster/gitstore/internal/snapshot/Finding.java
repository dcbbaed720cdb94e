package io.nautes.cluster.gitstore.internal.snapshot;

/**
 * Something in the folder of clusters that should be fixed.
 *
 * @param kind what is wrong
 * @param file the path of the file in the repository
 * @param line the line in it, counted from 1; 0 if it is the file as a whole
 * @param message what is wrong and how to fix it
 */
public record Finding(Kind kind, String file, int line, String message) {
    /** What can be wrong. */
    public enum Kind {
        /** A cluster's file is not listed. */
        NOT_LISTED,
        /** A listed file does not exist. */
        FILE_MISSING,
        /** A file is listed more than once. */
        LISTED_TWICE,
        /** A file holds no cluster that can be read. */
        UNREADABLE,
        /** There is no list. */
        LIST_MISSING,
        /** The list cannot be read. */
        LIST_UNREADABLE
    }
}
