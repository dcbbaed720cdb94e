/**
 * Auto-configuration of a {@link io.nautes.cluster.core.ClusterRegistry} for Spring Boot from
 * {@link io.nautes.cluster.spring.NautesProperties}. Beans customize settings that have no property:
 *
 * <pre>{@code
 * @Bean
 * NautesClientCustomizer userAgent() {
 *     return client -> client.userAgent("cluster-portal/1.0");
 * }
 * }</pre>
 */
@NullMarked
package io.nautes.cluster.spring;

import org.jspecify.annotations.NullMarked;
