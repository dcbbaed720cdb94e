/**
 * The state of registered clusters, as the operators of Nautes and Argo CD report it on the tenant management cluster. {@link
 * io.nautes.cluster.preflight.status.ClusterStatusReader} reads it and waits for it.
 *
 * <pre>{@code
 * ClusterStatus status = reader.read("host-1");
 * if (!status.isReady()) {
 *     System.out.println(status.reasons());
 * }
 * }</pre>
 */
@NullMarked
package io.nautes.cluster.preflight.status;

import org.jspecify.annotations.NullMarked;
