/** How registries call listeners. */
@NullMarked
package io.nautes.cluster.core.internal.listener;

import org.jspecify.annotations.NullMarked;
