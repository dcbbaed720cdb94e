package io.nautes.cluster.gitstore.spi;

/**
 * Decides what a change of clusters changes besides their resource files, such as the manifests that install their
 * components. All of it goes into the same commit.
 *
 * <p>It is asked in the store's thread, and asked again when somebody else moves the branch in between; so it should be
 * quick, and must have no effects of its own. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface TreeRenderer {
    /**
     * Renders.
     *
     * @param change the changes of the clusters
     * @return what to write and what to remove; files of the clusters' own folder must not be among them
     * @throws io.nautes.cluster.core.RegistryException if it cannot be rendered; nothing is changed then, and the caller
     *     of the store gets this exception
     */
    RenderedTree render(TreeChange change);
}
