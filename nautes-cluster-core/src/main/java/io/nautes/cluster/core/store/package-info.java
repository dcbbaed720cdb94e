/** Registries over a cluster store, and stores in memory. */
@NullMarked
package io.nautes.cluster.core.store;

import org.jspecify.annotations.NullMarked;
