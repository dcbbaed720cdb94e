/**
 * Git objects in memory: paths, trees and packs, all keyed by bytes. {@link
 * io.nautes.cluster.gitstore.internal.objects.TreeEditor} is the one place where trees are written, {@link
 * io.nautes.cluster.gitstore.internal.objects.PackBuilder} the one where packs are. Knows nothing of clusters.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.objects;

import org.jspecify.annotations.NullMarked;
