/**
 * The past of the clusters: {@link io.nautes.cluster.gitstore.internal.history.StoreHistory} walks revisions and compares them, {@link
 * io.nautes.cluster.gitstore.internal.history.PollingWatch} reports what changed.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.history;

import org.jspecify.annotations.NullMarked;
