/** Kubeconfigs: their text, what can be read of it, and what is wrong with it. */
@NullMarked
package io.nautes.cluster.model.kubeconfig;

import org.jspecify.annotations.NullMarked;
