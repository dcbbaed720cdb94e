package io.nautes.cluster.gitstore.internal.commit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a commit that the program provides, besides its content.
 *
 * @param messages the format of commit messages
 * @param signer the signer of commits; {@code null} if commits are not signed
 */
public record CommitTexts(Messages messages, @Nullable Signer signer) {
    /** A format of commit messages. */
    @FunctionalInterface
    public interface Messages {
        /**
         * Returns the message of a commit.
         *
         * @param given the message that the caller set; {@code null} if the caller set none
         */
        String of(String operation, List<String> clusters, String requestId, @Nullable String given);
    }

    /** A signer of commits. */
    @FunctionalInterface
    public interface Signer {
        /** Returns the signature of a commit. */
        String sign(byte[] commit);
    }
}
