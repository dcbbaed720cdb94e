/**
 * Immutable descriptions of clusters: the request that registers a cluster, the reply that describes it, and the resource
 * file that represents it in the tenant configuration repository.
 *
 * <pre>{@code
 * ClusterRequest request =
 *         ClusterRequest.host("https://10.1.2.3:6443", kubeconfig).build();
 * byte[] json = ClusterJson.write(request);
 * ClusterRequest copy = ClusterJson.parseRequest(json).request();
 * }</pre>
 *
 * <ul>
 *   <li>{@link io.nautes.cluster.model.ClusterRequest} is a request of a user. It can contain invalid values, so that
 *       they can be reported.
 *   <li>{@link io.nautes.cluster.model.Cluster} is a cluster as a registry returns it.
 *   <li>{@link io.nautes.cluster.model.ClusterResource} is the file in the tenant configuration repository.
 *   <li>{@link io.nautes.cluster.model.ClusterJson} and {@link io.nautes.cluster.model.ClusterYaml} read and write their
 *       forms. {@link io.nautes.cluster.model.ClusterDocuments} reads files that people wrote.
 * </ul>
 *
 * <p>All types are immutable and safe for use by several threads. Collections are unmodifiable and keep their order;
 * {@code null} for a collection means an empty one. This module does not validate, because the rules are in the core
 * module. The annotations of {@code jakarta.validation} on the records serve programs that use Bean Validation directly.
 */
@NullMarked
package io.nautes.cluster.model;

import org.jspecify.annotations.NullMarked;
