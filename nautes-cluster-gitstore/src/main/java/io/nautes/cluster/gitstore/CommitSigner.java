package io.nautes.cluster.gitstore;

/**
 * A signer for the commits of a {@link GitClusterStore}. It is called in a thread of the store for each commit, and again
 * if another client moved the branch and the commit is created again. It should be quick: if it has not returned by the
 * deadline, the update fails. What it throws fails the update, and nothing is written. Implementations are safe for use
 * by several threads, because a preview can run at the same time as an update.
 */
@FunctionalInterface
public interface CommitSigner {
    /**
     * Signs a commit.
     *
     * @param commit the content of the commit without a signature, which is the text that Git signs
     * @return the signature in the armored format of OpenPGP, SSH or X.509, in ASCII, as {@code git} writes it into the
     *     header {@code gpgsig}
     */
    String sign(byte[] commit);
}
