/**
 * The extension points of a Git store: renderers of files that are written in the same commit as the resources of
 * clusters.
 */
@NullMarked
package io.nautes.cluster.gitstore.spi;

import org.jspecify.annotations.NullMarked;
