package io.nautes.cluster.gitstore.spi;

/**
 * A renderer of the files that a store writes besides the clusters' resource files, such as the manifests that install
 * their components. The files are part of the same commit.
 *
 * <p>It is called in a thread of the store, and called again if another client moves the branch in the meantime. So it
 * should be quick, and must have no side effects. If it has not returned by the deadline, the update fails.
 * Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface TreeRenderer {
    /**
     * Returns the files to write and to remove for a change of clusters.
     *
     * @param change the changes of the clusters
     * @return the files to write and to remove; they must not be in the folder of the clusters' resource files
     * @throws io.nautes.cluster.core.RegistryException if the files cannot be rendered; nothing is changed then, and
     *     the store's caller gets this exception
     */
    RenderedTree render(TreeChange change);
}
