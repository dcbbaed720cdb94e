/**
 * Keeps clusters where Nautes keeps them: as resource files in the tenant configuration repository, a Git repository.
 *
 * <p>{@link io.nautes.cluster.gitstore.GitClusterStore} works without a clone's working tree: a bare mirror serves as a
 * cache of objects, trees are edited in memory, and each change is pushed on the condition that nobody else pushed
 * before. Whoever loses that race decides again on what is stored then, so no change is lost and none is overwritten.
 *
 * <p>{@link io.nautes.cluster.gitstore.ClusterTemplates} renders what installs the components of clusters into the same
 * commits.
 */
@NullMarked
package io.nautes.cluster.gitstore;

import org.jspecify.annotations.NullMarked;
