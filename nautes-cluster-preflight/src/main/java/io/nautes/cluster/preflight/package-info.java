/**
 * Checks of a Kubernetes cluster before it is registered: whether it is reachable, whether it accepts the kubeconfig, and
 * whether Nautes can install its components. Start with {@link io.nautes.cluster.preflight.ClusterProbe}.
 */
@NullMarked
package io.nautes.cluster.preflight;

import org.jspecify.annotations.NullMarked;
