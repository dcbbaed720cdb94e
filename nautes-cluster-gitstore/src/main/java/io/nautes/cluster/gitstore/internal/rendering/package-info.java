/** Renders the files of a cluster template repository for clusters. Knows no Git. Not for use outside this module. */
@NullMarked
package io.nautes.cluster.gitstore.internal.rendering;

import org.jspecify.annotations.NullMarked;
