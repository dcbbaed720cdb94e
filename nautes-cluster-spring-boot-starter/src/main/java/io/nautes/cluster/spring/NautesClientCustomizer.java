package io.nautes.cluster.spring;

import io.nautes.cluster.client.NautesClient;

/** Changes settings of the client that have no property. Every bean of this type is called once, in the order of beans. */
@FunctionalInterface
public interface NautesClientCustomizer {
    /**
     * Changes settings.
     *
     * @param builder the builder, with the properties applied
     */
    void customize(NautesClient.Builder builder);
}
