/**
 * The path from an update to a commit on the server. {@link io.nautes.cluster.gitstore.internal.commit.CommitQueue}
 * collects updates, {@link io.nautes.cluster.gitstore.internal.commit.CommitChain} makes their decisions, {@link
 * io.nautes.cluster.gitstore.internal.commit.CommitWriter} builds the commits, and {@link
 * io.nautes.cluster.gitstore.internal.commit.PushRound} pushes them and retries the push if necessary.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.commit;

import org.jspecify.annotations.NullMarked;
