/**
 * Kubeconfigs: their text, their content and their problems.
 *
 * <pre>{@code
 * Kubeconfig kubeconfig = Kubeconfig.of(Files.readString(file));
 * String server = kubeconfig.content().server();
 * }</pre>
 */
@NullMarked
package io.nautes.cluster.model.kubeconfig;

import org.jspecify.annotations.NullMarked;
