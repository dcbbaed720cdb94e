/**
 * The registry behind a remote Nautes API server. {@link io.nautes.cluster.client.NautesClient} is a
 * {@link io.nautes.cluster.core.ClusterRegistry} that speaks the HTTP API, and
 * {@link io.nautes.cluster.client.NautesClient#async()} the same without a waiting thread.
 *
 * <p>A call is one or several attempts under one deadline. What follows from an attempt is decided in one place for
 * both ways: a read is tried again when the connection fails or the server is not available; a change only when it is
 * certain that it was not made, and otherwise fails with an {@link io.nautes.cluster.core.OutcomeUnknownException}.
 * Errors that a server answers are {@link io.nautes.cluster.client.ServerReplyException}s, distinguished by the
 * server's reason, then by its known words, then by the status, because a Nautes 0.4 server answers 500 to most of what
 * is wrong.
 *
 * <p>No failure, event or log line holds a token or a kubeconfig, even if the server repeats them. Logging goes to the
 * {@link java.lang.System.Logger} {@code io.nautes.cluster.client}, at level DEBUG only.
 */
@NullMarked
package io.nautes.cluster.client;

import org.jspecify.annotations.NullMarked;
