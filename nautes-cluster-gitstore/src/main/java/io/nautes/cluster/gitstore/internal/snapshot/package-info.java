/**
 * The folder of clusters at one commit. {@link io.nautes.cluster.gitstore.internal.snapshot.SnapshotReader} reads it,
 * and {@link io.nautes.cluster.gitstore.internal.snapshot.KustomizationEditor} edits the list of its files.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.snapshot;

import org.jspecify.annotations.NullMarked;
