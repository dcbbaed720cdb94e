/** Requests to the API server of a Kubernetes cluster. */
@NullMarked
package io.nautes.cluster.preflight.internal.kube;

import org.jspecify.annotations.NullMarked;
