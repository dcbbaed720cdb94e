/**
 * For tests of programs that register clusters: {@link io.nautes.cluster.testkit.NautesServer} speaks the HTTP API of a
 * Nautes 0.4 API server over any registry, and {@link io.nautes.cluster.testkit.NautesExtension} gives JUnit tests a
 * server and a client of it.
 */
@NullMarked
package io.nautes.cluster.testkit;

import org.jspecify.annotations.NullMarked;
