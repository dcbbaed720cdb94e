/** Git trees: paths, entries, and an editor that keys everything by bytes. Knows nothing of clusters. */
@NullMarked
package io.nautes.cluster.gitstore.internal.objects;

import org.jspecify.annotations.NullMarked;
