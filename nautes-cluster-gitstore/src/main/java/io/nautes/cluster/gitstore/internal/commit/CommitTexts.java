package io.nautes.cluster.gitstore.internal.commit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the program decides about commits besides their content.
 *
 * @param messages words the message of a commit
 * @param signer signs the bytes of a commit; {@code null} if commits are not signed
 */
public record CommitTexts(Messages messages, @Nullable Signer signer) {
    /** Words commits. */
    @FunctionalInterface
    public interface Messages {
        /**
         * Returns the message of a commit.
         *
         * @param given the message that the caller gave; {@code null} if none
         */
        String of(String operation, List<String> clusters, String requestId, @Nullable String given);
    }

    /** Signs commits. */
    @FunctionalInterface
    public interface Signer {
        /** Returns the signature of a commit. */
        String sign(byte[] commit);
    }
}
