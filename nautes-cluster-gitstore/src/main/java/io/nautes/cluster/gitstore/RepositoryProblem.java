package io.nautes.cluster.gitstore;

import io.nautes.cluster.model.internal.support.OneLine;
import java.util.Objects;

/**
 * A problem in the folder of clusters. Control characters in its texts are escaped.
 *
 * @param kind the kind of the problem
 * @param file the path of the file in the repository
 * @param line the line in the file, counted from 1; 0 if the problem concerns the whole file
 * @param message the problem and how to fix it, without secrets
 */
public record RepositoryProblem(Kind kind, String file, int line, String message) {
    /** The kinds of problems. The names are stable. */
    public enum Kind {
        /** The file of a cluster is not listed, so it is never applied. */
        NOT_LISTED,
        /** A listed file does not exist, so the whole folder cannot be applied. */
        FILE_MISSING,
        /** A file is listed more than once, so the whole folder cannot be applied. */
        LISTED_TWICE,
        /** The file contains no cluster that can be read. */
        UNREADABLE,
        /** There is no list of files. */
        LIST_MISSING,
        /** The list of files cannot be read. */
        LIST_UNREADABLE
    }

    /** Checks for {@code null}, and escapes control characters. */
    public RepositoryProblem {
        Objects.requireNonNull(kind, "kind");
        file = OneLine.escaped(Objects.requireNonNull(file, "file"));
        message = OneLine.escaped(Objects.requireNonNull(message, "message"));
    }

    /** Returns the problem in one line. */
    @Override
    public String toString() {
        return file + (line > 0 ? " line " + line : "") + ": " + message;
    }
}
