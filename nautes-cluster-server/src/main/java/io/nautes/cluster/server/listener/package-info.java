/** Listeners and metrics of the requests that a server answers. */
@NullMarked
package io.nautes.cluster.server.listener;

import org.jspecify.annotations.NullMarked;
