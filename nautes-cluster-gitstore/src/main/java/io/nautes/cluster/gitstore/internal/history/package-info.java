/**
 * The history of the clusters. {@link io.nautes.cluster.gitstore.internal.history.StoreHistory} walks and compares
 * revisions, and {@link io.nautes.cluster.gitstore.internal.history.PollingWatch} reports changes.
 */
@NullMarked
package io.nautes.cluster.gitstore.internal.history;

import org.jspecify.annotations.NullMarked;
