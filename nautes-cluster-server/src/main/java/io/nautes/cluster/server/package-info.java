/**
 * An embedded server of the Nautes API. {@link io.nautes.cluster.server.ClusterApiServer} serves any registry as a Nautes 0.4
 * API server does. A {@link io.nautes.cluster.server.listener.RequestListener} is notified of each request.
 *
 * <pre>{@code
 * ClusterApiServer server = ClusterApiServer.builder(registry).port(0).start();
 * System.out.println("listening on " + server.uri());
 * }</pre>
 */
@NullMarked
package io.nautes.cluster.server;

import org.jspecify.annotations.NullMarked;
