/** Listeners of the operations of registries. */
@NullMarked
package io.nautes.cluster.core.listener;

import org.jspecify.annotations.NullMarked;
