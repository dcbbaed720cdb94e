/** Checks of a Kubernetes cluster before it is registered, and of its state after. */
module io.nautes.cluster.preflight {
    requires transitive io.nautes.cluster.core;
    requires static transitive org.jspecify;
    requires transitive java.net.http;
    requires com.fasterxml.jackson.databind;

    exports io.nautes.cluster.preflight;
    exports io.nautes.cluster.preflight.finding;
    exports io.nautes.cluster.preflight.status;
}
