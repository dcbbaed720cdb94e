/**
 * The extension points of a Git store: renderers of files that are written in the same commit as the resources of
 * clusters.
 *
 * <pre>{@code
 * TreeRenderer renderer = change -> {
 *     String count = change.after().size() + "\n";
 *     return new RenderedTree(Map.of("clusters/COUNT", count), Set.of(), Set.of());
 * };
 * GitClusterStore store = GitClusterStore.builder(repository)
 *         .initializeIfEmpty(true)
 *         .withTemplates(renderer)
 *         .open();
 * }</pre>
 */
@NullMarked
package io.nautes.cluster.gitstore.spi;

import org.jspecify.annotations.NullMarked;
