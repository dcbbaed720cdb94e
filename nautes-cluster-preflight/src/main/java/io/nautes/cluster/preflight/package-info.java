/**
 * Checks of a Kubernetes cluster before it is registered: whether it is reachable, whether it accepts the kubeconfig, and
 * whether Nautes can install its components. Start with {@link io.nautes.cluster.preflight.ClusterProbe}.
 *
 * <pre>{@code
 * ClusterProbe probe = ClusterProbe.builder().build();
 * ValidationReport report = probe.check("host-1", request);
 * }</pre>
 */
@NullMarked
package io.nautes.cluster.preflight;

import org.jspecify.annotations.NullMarked;
