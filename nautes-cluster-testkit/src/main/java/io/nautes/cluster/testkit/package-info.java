/**
 * A test kit for programs that register clusters, and for implementers of registries and stores.
 *
 * <pre>{@code
 * client.save("host-1", ClusterFixtures.host());
 * System.out.println(server.requests());
 * }</pre>
 *
 * <ul>
 *   <li>{@link io.nautes.cluster.testkit.NautesServer} speaks the HTTP API of a Nautes 0.4 API server over any registry.
 *       It records {@linkplain io.nautes.cluster.testkit.RecordedRequest requests} and injects scripted {@linkplain
 *       io.nautes.cluster.testkit.Fault faults}. {@link io.nautes.cluster.testkit.EnableNautes} injects a server and a
 *       client of it into JUnit tests.
 *   <li>{@link io.nautes.cluster.testkit.ClusterFixtures} creates valid requests of all five categories, {@link
 *       io.nautes.cluster.testkit.InvalidRequest} requests that break one rule each.
 *   <li>{@link io.nautes.cluster.testkit.NautesAssertions} asserts by finding code and JSON pointer, with AssertJ.
 *   <li>{@link io.nautes.cluster.testkit.ClusterRegistryContract}, {@link
 *       io.nautes.cluster.testkit.ClusterStoreContract}, {@link io.nautes.cluster.testkit.SharedClusterStoreContract} and
 *       {@link io.nautes.cluster.testkit.KubeconfigStoreContract} are the contract tests of implementations.
 * </ul>
 *
 * <p>JUnit (Jupiter 5.12 and newer, including JUnit 6) and AssertJ are not transitive dependencies; the project that runs
 * the tests supplies them.
 */
@NullMarked
package io.nautes.cluster.testkit;

import org.jspecify.annotations.NullMarked;
