/** Embedded Nautes API server and JUnit extension, for tests that register clusters. */
module io.nautes.cluster.testkit {
    requires transitive io.nautes.cluster.core;
    requires transitive io.nautes.cluster.client;
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;
    requires jdk.httpserver;

    exports io.nautes.cluster.testkit;
}
