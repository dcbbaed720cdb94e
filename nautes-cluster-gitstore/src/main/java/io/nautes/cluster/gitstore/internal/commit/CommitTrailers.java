package io.nautes.cluster.gitstore.internal.commit;

import io.nautes.cluster.core.ClusterRevision.Operation;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/**
 * The trailers in the message of a commit, which programs read; the subject is for people. This class writes and reads
 * them.
 *
 * @param operation the operation of the commit
 * @param clusters the names of the clusters that it changes; empty if there are too many to list
 * @param requestId the id of the update; {@code null} if the commit has none
 */
public record CommitTrailers(
        Operation operation, Set<String> clusters, @Nullable String requestId) {
    private static final String CLUSTER = "Nautes-Cluster: ";
    private static final String OPERATION = "Nautes-Operation: ";
    private static final String REQUEST = "Request-Id: ";
    private static final Pattern OWN_TRAILER =
            Pattern.compile("^(?:" + CLUSTER + "|" + OPERATION + "|" + REQUEST + ")", Pattern.MULTILINE);

    /**
     * The maximum number of clusters that a message lists. A longer list would make the message larger than the change.
     */
    private static final int MAX_NAMED = 500;

    /**
     * Returns the default message of a commit.
     *
     * @param operation {@code save} or {@code delete}
     * @param clusters the names of the clusters that it changes
     * @param requestId the id of the update
     * @param given the text before the trailers; {@code null} for the default subject
     */
    public static String message(String operation, List<String> clusters, String requestId, @Nullable String given) {
        StringBuilder message =
                new StringBuilder(given == null ? subject(operation, clusters) : withoutTrailers(given));
        message.append("\n\n");
        if (clusters.size() <= MAX_NAMED) {
            clusters.forEach(name -> message.append(CLUSTER).append(name).append('\n'));
        }
        message.append(OPERATION).append(operation).append('\n');
        return message.append(REQUEST).append(requestId).append('\n').toString();
    }

    /** Indents the lines of a caller's message that would be read as trailers. */
    private static String withoutTrailers(String given) {
        return OWN_TRAILER.matcher(given).replaceAll(" $0");
    }

    private static String subject(String operation, List<String> clusters) {
        String verb = operation.substring(0, 1).toUpperCase(Locale.ROOT) + operation.substring(1);
        return clusters.size() == 1 ? verb + " cluster " + clusters.get(0) : verb + " " + clusters.size() + " clusters";
    }

    /**
     * Returns the trailers of a commit.
     *
     * @return the trailers; {@code null} if the commit has no trailers, is a merge, or combines several commits
     */
    public static @Nullable CommitTrailers of(RevCommit commit) {
        if (commit.getParentCount() > 1) {
            return null;
        }
        Operation operation = null;
        String requestId = null;
        Set<String> clusters = new HashSet<>();
        Iterator<String> lines = commit.getFullMessage().lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith(CLUSTER)) {
                clusters.add(line.substring(CLUSTER.length()).strip());
            } else if (line.startsWith(REQUEST)) {
                requestId = line.substring(REQUEST.length()).strip();
            } else if (line.startsWith(OPERATION)) {
                Operation stated = operation(line.substring(OPERATION.length()).strip());
                if (stated == null || operation != null) {
                    return null;
                }
                operation = stated;
            }
        }
        return operation == null ? null : new CommitTrailers(operation, clusters, requestId);
    }

    private static @Nullable Operation operation(String text) {
        return switch (text) {
            case "save" -> Operation.SAVE;
            case "delete" -> Operation.DELETE;
            default -> null;
        };
    }
}
