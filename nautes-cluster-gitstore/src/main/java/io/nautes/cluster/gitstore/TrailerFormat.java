package io.nautes.cluster.gitstore;

import java.util.List;
import java.util.Locale;

/** A subject for people, trailers for programs. */
final class TrailerFormat {
    static final String CLUSTER = "Nautes-Cluster: ";
    static final String OPERATION = "Nautes-Operation: ";
    static final String REQUEST = "Request-Id: ";

    /** A commit with more clusters names none: its message would be larger than its change is worth. */
    private static final int MAX_NAMED = 500;

    private TrailerFormat() {}

    static String message(CommitMessageFormat.Details details) {
        List<String> names = details.clusters();
        String operation = details.operation();
        StringBuilder message = new StringBuilder(operation.substring(0, 1).toUpperCase(Locale.ROOT))
                .append(operation, 1, operation.length())
                .append(' ');
        if (names.size() == 1) {
            message.append("cluster ").append(names.get(0));
        } else {
            message.append(names.size()).append(" clusters");
        }
        message.append("\n\n");
        if (names.size() <= MAX_NAMED) {
            names.forEach(name -> message.append(CLUSTER).append(name).append('\n'));
        }
        message.append(OPERATION).append(operation).append('\n');
        return message.append(REQUEST).append(details.requestId()).append('\n').toString();
    }
}
