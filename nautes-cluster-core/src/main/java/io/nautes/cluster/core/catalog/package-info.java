/**
 * Component catalogs: the components that a cluster of each category needs, their defaults and their properties.
 *
 * <pre>{@code
 * ComponentCatalog catalog = ComponentCatalog.standard().toBuilder()
 *         .component(CatalogComponent.of("kong", "kong", ComponentCategory.GATEWAY))
 *         .build();
 * ClusterEvaluator evaluator = ClusterEvaluator.builder().catalog(catalog).build();
 * }</pre>
 */
@NullMarked
package io.nautes.cluster.core.catalog;

import org.jspecify.annotations.NullMarked;
