/** The checks of a cluster, each of which asks its API server. */
@NullMarked
package io.nautes.cluster.preflight.internal.check;

import org.jspecify.annotations.NullMarked;
