/** Cluster store in a Git repository: the tenant configuration repository. */
module io.nautes.cluster.gitstore {
    requires transitive io.nautes.cluster.core;
    requires static transitive org.jspecify;
    requires org.eclipse.jgit;

    exports io.nautes.cluster.gitstore;
}
