package io.nautes.cluster.spring;

import io.nautes.cluster.client.NautesClient;

/** A customizer of settings of the client that have no property. All beans of this type are called, in bean order. */
@FunctionalInterface
public interface NautesClientCustomizer {
    /**
     * Customizes the client.
     *
     * @param builder the builder, after the properties were applied
     */
    void customize(NautesClient.Builder builder);
}
