/**
 * A client of a remote Nautes API server. {@link io.nautes.cluster.client.NautesClient} is a
 * {@link io.nautes.cluster.core.ClusterRegistry} over the HTTP API;
 * {@link io.nautes.cluster.client.NautesClient#async()} returns the same operations without blocking.
 *
 * <pre>{@code
 * CompletableFuture<SaveResult> result = client.async().save("host-1", request);
 * }</pre>
 *
 * <p>A call consists of one or more attempts under one deadline. Blocking and asynchronous calls follow the same rules.
 * A read is retried if the connection fails or the server is not available. A change is retried only if it is certain
 * that it was not made; otherwise it fails with an {@link io.nautes.cluster.core.OutcomeUnknownException}.
 *
 * <p>Errors that a server returns are {@link io.nautes.cluster.client.ServerReplyException}s. Their code depends on the
 * server's reason, then on known parts of its message, then on the status, because a Nautes 0.4 server returns status
 * 500 for most errors.
 *
 * <p>No failure, event or log message contains a token or a kubeconfig, even if the server repeats them. The client logs
 * to the {@link java.lang.System.Logger} {@code io.nautes.cluster.client}, at level DEBUG, and at level WARNING if a
 * listener throws an exception or supplies an invalid header.
 */
@NullMarked
package io.nautes.cluster.client;

import org.jspecify.annotations.NullMarked;
