/** Cluster store in a Git repository: the tenant configuration repository. */
module io.nautes.cluster.gitstore {
    requires transitive io.nautes.cluster.core;
    requires static transitive org.jspecify;
    requires java.net.http;
    requires org.eclipse.jgit;
    // JGit names neither: it is an automatic module, and these two are not.
    requires org.apache.commons.codec;
    requires org.slf4j;
    // For ssh only; both are absent unless the program brings them.
    requires static org.eclipse.jgit.ssh.apache;
    requires static org.apache.sshd.osgi;

    exports io.nautes.cluster.gitstore;
    exports io.nautes.cluster.gitstore.spi;
}
