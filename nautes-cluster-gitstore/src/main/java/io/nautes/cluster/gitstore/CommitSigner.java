package io.nautes.cluster.gitstore;

/**
 * Signs the commits of a {@link GitClusterStore}. Called by the store's thread for each commit, also for those that lose a
 * race and are created again; it should be quick. What it throws fails the update that the commit is for, and nothing is
 * written.
 */
@FunctionalInterface
public interface CommitSigner {
    /**
     * Signs a commit.
     *
     * @param commit the commit's content without a signature, as Git signs it
     * @return the signature in the armoured form of OpenPGP, SSH or X.509, in ASCII, as {@code git} puts it into the header
     *     {@code gpgsig}
     */
    String sign(byte[] commit);
}
