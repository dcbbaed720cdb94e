/** An embedded server of the Nautes API over any registry. */
module io.nautes.cluster.server {
    requires transitive io.nautes.cluster.core;
    requires static transitive org.jspecify;
    requires jdk.httpserver;

    exports io.nautes.cluster.server;
    exports io.nautes.cluster.server.listener;
    exports io.nautes.cluster.server.internal to
            io.nautes.cluster.testkit;
}
