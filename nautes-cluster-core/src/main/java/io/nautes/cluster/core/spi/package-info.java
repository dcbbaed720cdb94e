/**
 * What is implemented to bring one's own: a store of clusters, a store of kubeconfigs, a source of references.
 */
@NullMarked
package io.nautes.cluster.core.spi;

import org.jspecify.annotations.NullMarked;
