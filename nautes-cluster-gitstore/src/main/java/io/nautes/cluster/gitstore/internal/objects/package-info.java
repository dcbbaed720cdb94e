/**
 * Git objects in memory: paths, trees and packs. Names are bytes. {@link
 * io.nautes.cluster.gitstore.internal.objects.TreeEditor} is the only writer of trees, and {@link
 * io.nautes.cluster.gitstore.internal.objects.PackBuilder} the only writer of packs. The package knows nothing about
 * clusters.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.objects;

import org.jspecify.annotations.NullMarked;
