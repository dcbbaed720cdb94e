/**
 * What is said about a cluster: the request that registers it, the reply that describes it, and the resource file that
 * <em>is</em> the registered cluster.
 *
 * <ul>
 *   <li>{@link io.nautes.cluster.model.ClusterRequest} is what a user asks for. It can hold invalid values, so that they
 *       can be reported.
 *   <li>{@link io.nautes.cluster.model.Cluster} is what a registry answers.
 *   <li>{@link io.nautes.cluster.model.ClusterResource} is the file in the tenant configuration repository.
 *   <li>{@link io.nautes.cluster.model.ClusterJson} and {@link io.nautes.cluster.model.ClusterYaml} read and write their
 *       forms; {@link io.nautes.cluster.model.ClusterDocuments} reads files that people wrote.
 * </ul>
 *
 * <p>All types are immutable and safe for use by several threads. Collections are unmodifiable and keep their order;
 * {@code null} given for a collection means empty. Nothing here validates: rules live in the core module. The
 * annotations of {@code jakarta.validation} on the records serve programs that use Bean Validation on their own.
 */
@NullMarked
package io.nautes.cluster.model;

import org.jspecify.annotations.NullMarked;
