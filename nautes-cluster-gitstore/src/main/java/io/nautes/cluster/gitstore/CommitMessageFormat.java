package io.nautes.cluster.gitstore;

import io.nautes.cluster.gitstore.internal.commit.CommitTrailers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Words the commits of a {@link GitClusterStore}. Implementations are called by the store's thread and must not block.
 */
@FunctionalInterface
public interface CommitMessageFormat {
    /**
     * What one commit does.
     *
     * @param operation {@code save} or {@code delete}
     * @param clusters the names of the clusters that it changes; never empty
     * @param requestId the id of the update, unique unless the caller gave one
     * @param givenOrNull the {@linkplain io.nautes.cluster.core.ChangeOptions#withMessage message} that the caller gave;
     *     {@code null} if none
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
         * Returns the message that the caller gave.
         *
         * @return the message, or empty if the format is to word it
         */
        public Optional<String> given() {
            return Optional.ofNullable(givenOrNull);
        }
    }

    /**
     * Words a commit.
     *
     * @param details what it does
     * @return the whole message: subject, empty line, text and trailers
     */
    String message(Details details);

    /**
     * Returns the format that is used unless another is given: {@code Save cluster NAME}, {@code Delete cluster NAME}
     * or {@code Save 12 clusters}, and the trailers {@code Nautes-Cluster} (for each cluster, up to 500 of them),
     * {@code Nautes-Operation} and {@code Request-Id}.
     *
     * @return the format
     */
    static CommitMessageFormat trailers() {
        return details -> CommitTrailers.message(
                details.operation(), details.clusters(), details.requestId(), details.givenOrNull());
    }
}
