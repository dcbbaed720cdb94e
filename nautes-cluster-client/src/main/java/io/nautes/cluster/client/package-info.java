/**
 * The registry behind a remote Nautes API server. {@link io.nautes.cluster.client.NautesClient} is a
 * {@link io.nautes.cluster.core.ClusterRegistry} that speaks the HTTP API.
 */
@NullMarked
package io.nautes.cluster.client;

import org.jspecify.annotations.NullMarked;
