/**
 * Embedded Nautes API server, JUnit extension, fixtures, assertions and contract tests, for tests that register clusters
 * and for implementers of the SPI.
 */
module io.nautes.cluster.testkit {
    requires transitive io.nautes.cluster.core;
    requires transitive io.nautes.cluster.client;
    requires io.nautes.cluster.server;
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;
    requires static transitive org.assertj.core;
    requires jdk.httpserver;

    exports io.nautes.cluster.testkit;
}
