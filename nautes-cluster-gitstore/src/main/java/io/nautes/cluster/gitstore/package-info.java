/**
 * A store and a registry of clusters in the tenant configuration repository, the Git repository in which Nautes keeps
 * clusters as resource files.
 *
 * <pre>{@code
 * GitClusterStore store = GitClusterStore.builder(repository)
 *         .initializeIfEmpty(true)
 *         .open();
 * ClusterRegistry registry = StoreClusterRegistry.over(store);
 * }</pre>
 *
 * <p>{@link io.nautes.cluster.gitstore.GitClusterStore} needs no working tree: a bare mirror caches objects, trees are
 * edited in memory, and a push succeeds only if no other client has pushed in the meantime. If one has, the change is
 * decided again on the new content. No change is lost, and none is overwritten.
 *
 * <p>{@link io.nautes.cluster.gitstore.ClusterTemplates} renders the files that install the components of clusters into
 * the same commits.
 */
@NullMarked
package io.nautes.cluster.gitstore;

import org.jspecify.annotations.NullMarked;
