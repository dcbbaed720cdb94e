/**
 * For tests of programs that register clusters, and of stores.
 *
 * <ul>
 *   <li>{@link io.nautes.cluster.testkit.NautesServer} speaks the HTTP API of a Nautes 0.4 API server over any registry.
 *       {@link io.nautes.cluster.testkit.EnableNautes} gives JUnit tests one, and a client of it. It records
 *       {@linkplain io.nautes.cluster.testkit.RecordedRequest requests} and lets {@linkplain
 *       io.nautes.cluster.testkit.Fault things go wrong} on command.
 *   <li>{@link io.nautes.cluster.testkit.ClusterFixtures} holds requests of all five categories, {@link
 *       io.nautes.cluster.testkit.InvalidRequest} requests that break one rule each.
 *   <li>{@link io.nautes.cluster.testkit.NautesAssertions} asserts by finding code and JSON pointer, with AssertJ.
 *   <li>{@link io.nautes.cluster.testkit.ClusterStoreContract}, {@link
 *       io.nautes.cluster.testkit.SharedClusterStoreContract} and {@link
 *       io.nautes.cluster.testkit.KubeconfigStoreContract} say what an implementation of the SPI must do; whoever writes
 *       one extends them.
 * </ul>
 *
 * <p>JUnit (Jupiter 5.13 and newer, 6 included) and AssertJ are those of the tests; the testkit brings neither.
 */
@NullMarked
package io.nautes.cluster.testkit;

import org.jspecify.annotations.NullMarked;
