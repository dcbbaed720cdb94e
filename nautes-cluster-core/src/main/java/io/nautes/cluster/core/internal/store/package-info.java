/** Saves and deletes of clusters with their kubeconfigs, in a store. */
@NullMarked
package io.nautes.cluster.core.internal.store;

import org.jspecify.annotations.NullMarked;
