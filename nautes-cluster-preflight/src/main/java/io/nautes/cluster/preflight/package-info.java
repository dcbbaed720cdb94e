/**
 * Checks of a Kubernetes cluster before it is registered: can it be reached, does it trust the kubeconfig, and is there room
 * for what Nautes installs. {@link io.nautes.cluster.preflight.ClusterProbe} makes them.
 */
@NullMarked
package io.nautes.cluster.preflight;

import org.jspecify.annotations.NullMarked;
