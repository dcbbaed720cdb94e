/**
 * What is implemented to bring one's own.
 *
 * <ul>
 *   <li>{@link io.nautes.cluster.core.spi.ClusterStore} keeps the resources of clusters, with revisions. It gives a
 *       {@link io.nautes.cluster.core.spi.StoreSnapshot} and makes an {@linkplain
 * io.nautes.cluster.core.spi.StoreUpdate
 *       update} as one step: it lets the update decide on what is stored, and decide again if somebody else was first.
 *   <li>{@link io.nautes.cluster.core.spi.KubeconfigStore} keeps credentials, which never go where the resources go.
 *   <li>{@link io.nautes.cluster.core.spi.ClusterReferences} knows who uses a cluster, so that it is not pulled from
 * under
 *       them.
 * </ul>
 *
 * <p>Stores know no rules; {@link io.nautes.cluster.core.store.StoreClusterRegistry} applies them on top. The testkit
 * module holds contract tests that every implementation must pass.
 */
@NullMarked
package io.nautes.cluster.core.spi;

import org.jspecify.annotations.NullMarked;
