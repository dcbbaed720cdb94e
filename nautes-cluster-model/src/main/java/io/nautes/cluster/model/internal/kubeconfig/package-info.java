/** The structure of kubeconfigs, secrets included. Not for use outside this project. */
@NullMarked
package io.nautes.cluster.model.internal.kubeconfig;

import org.jspecify.annotations.NullMarked;
