/** Component catalogs: the components that a cluster of each category needs, their defaults and their properties. */
@NullMarked
package io.nautes.cluster.core.catalog;

import org.jspecify.annotations.NullMarked;
