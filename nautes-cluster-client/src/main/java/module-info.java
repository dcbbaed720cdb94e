/** Typed HTTP client of the Nautes API server: the remote cluster registry. */
module io.nautes.cluster.client {
    requires transitive io.nautes.cluster.core;
    requires transitive java.net.http;
    requires static transitive org.jspecify;

    exports io.nautes.cluster.client;
}
