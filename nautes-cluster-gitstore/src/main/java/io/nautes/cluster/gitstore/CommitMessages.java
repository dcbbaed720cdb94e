package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.spi.StoreChange;
import java.util.Collection;

/** The words of commits: a subject for people, trailers for programs. */
final class CommitMessages {
    private CommitMessages() {}

    static String of(StoreChange change, String requestId) {
        boolean save = !change.saved().isEmpty();
        Collection<String> names = save ? change.saved().keySet() : change.deleted();
        StringBuilder message = new StringBuilder(save ? "Save " : "Delete ");
        if (names.size() == 1) {
            message.append("cluster ").append(names.iterator().next());
        } else {
            message.append(names.size()).append(" clusters");
        }
        message.append("\n\n");
        names.forEach(name -> message.append("Nautes-Cluster: ").append(name).append('\n'));
        message.append("Nautes-Operation: ").append(save ? "save" : "delete").append('\n');
        return message.append("Request-Id: ").append(requestId).append('\n').toString();
    }
}
