/**
 * How updates become commits on the server: {@link io.nautes.cluster.gitstore.internal.commit.CommitQueue} collects them, {@link
 * io.nautes.cluster.gitstore.internal.commit.CommitChain} makes the decisions, {@link
 * io.nautes.cluster.gitstore.internal.commit.CommitWriter} writes the commits, and {@link
 * io.nautes.cluster.gitstore.internal.commit.PushRound} pushes them, again if need be.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.commit;

import org.jspecify.annotations.NullMarked;
