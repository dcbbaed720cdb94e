package io.nautes.cluster.spring;

import io.nautes.cluster.gitstore.GitClusterRegistry;

/**
 * Changes settings of the Git registry that have no property. Every bean of this type is called once, in the order of beans.
 */
@FunctionalInterface
public interface GitRegistryCustomizer {
    /**
     * Changes settings.
     *
     * @param builder the builder, with the properties applied
     */
    void customize(GitClusterRegistry.Builder builder);
}
