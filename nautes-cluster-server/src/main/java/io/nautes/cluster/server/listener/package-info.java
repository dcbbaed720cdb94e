/**
 * Listeners and metrics of the requests that a server answers.
 *
 * <pre>{@code
 * RequestListener accessLog = request -> System.out.println(request);
 * ClusterApiServer server = ClusterApiServer.builder(registry).listener(accessLog).start();
 * ServerMetrics metrics = server.metrics();
 * }</pre>
 */
@NullMarked
package io.nautes.cluster.server.listener;

import org.jspecify.annotations.NullMarked;
