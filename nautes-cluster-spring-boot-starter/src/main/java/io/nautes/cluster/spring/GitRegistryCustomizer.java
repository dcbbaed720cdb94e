package io.nautes.cluster.spring;

import io.nautes.cluster.gitstore.GitClusterRegistry;

/**
 * A customizer of settings of the Git registry that have no property. All beans of this type are called, in bean order.
 */
@FunctionalInterface
public interface GitRegistryCustomizer {
    /**
     * Customizes the registry.
     *
     * @param builder the builder, after the properties were applied
     */
    void customize(GitClusterRegistry.Builder builder);
}
