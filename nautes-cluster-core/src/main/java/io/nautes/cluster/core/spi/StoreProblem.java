package io.nautes.cluster.core.spi;

/**
 * Something in a store that cannot be read.
 *
 * @param name the cluster it belongs to, as far as the place tells
 * @param place where it is, such as a path
 * @param problem what is wrong, without secrets
 */
public record StoreProblem(String name, String place, String problem) {}
