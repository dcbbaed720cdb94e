package io.nautes.cluster.gitstore;

import io.nautes.cluster.gitstore.internal.commit.CommitTrailers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A format for the commit messages of a {@link GitClusterStore}. It is called in a thread of the store and must not
 * block: if it has not returned by the deadline, the update fails. What it throws fails the update, and nothing is
 * written. Implementations are safe for use by several threads, because a preview can run at the same time as an
 * update.
 */
@FunctionalInterface
public interface CommitMessageFormat {
    /**
     * The details of one commit.
     *
     * @param operation {@code save} or {@code delete}
     * @param clusters the names of the clusters that the commit changes; never empty
     * @param requestId the id of the update; unique unless the caller set it
     * @param givenOrNull the {@linkplain io.nautes.cluster.core.ChangeOptions#withMessage message} that the caller set;
     *     {@code null} if the caller set none
     */
    record Details(
            String operation,
            List<String> clusters,
            String requestId,
            @Nullable String givenOrNull) {
        /** Copies the list. */
        public Details {
            clusters = List.copyOf(clusters);
        }

        /**
         * Returns the message that the caller set.
         *
         * @return the message, or empty if the caller set none
         */
        public Optional<String> given() {
            return Optional.ofNullable(givenOrNull);
        }
    }

    /**
     * Returns the message of a commit.
     *
     * @param details the details of the commit
     * @return the whole message: subject, empty line, text and trailers
     */
    String message(Details details);

    /**
     * Returns the default format. The subject is {@code Save cluster NAME}, {@code Delete cluster NAME} or {@code Save
     * 12 clusters}. The trailers are {@code Nautes-Cluster}, {@code Nautes-Operation} and {@code Request-Id}. {@code
     * Nautes-Cluster} is written for each cluster, but not if the commit changes more than 500.
     *
     * @return the format
     */
    static CommitMessageFormat trailers() {
        return details -> CommitTrailers.message(
                details.operation(), details.clusters(), details.requestId(), details.givenOrNull());
    }
}
