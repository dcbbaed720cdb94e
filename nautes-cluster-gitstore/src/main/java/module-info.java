/** Cluster store in a Git repository: the tenant configuration repository. */
module io.nautes.cluster.gitstore {
    requires transitive io.nautes.cluster.core;
    requires static transitive org.jspecify;
    requires org.eclipse.jgit;
    // JGit names neither: it is an automatic module, and these two are not.
    requires org.apache.commons.codec;
    requires org.slf4j;

    exports io.nautes.cluster.gitstore;
}
