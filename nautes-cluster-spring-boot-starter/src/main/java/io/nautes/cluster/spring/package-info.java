/**
 * Auto-configuration of a {@link io.nautes.cluster.core.ClusterRegistry} for Spring Boot from {@link
 * io.nautes.cluster.spring.NautesProperties}.
 */
@NullMarked
package io.nautes.cluster.spring;

import org.jspecify.annotations.NullMarked;
