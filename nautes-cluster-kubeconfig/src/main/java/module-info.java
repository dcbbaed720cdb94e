/** Stores of kubeconfigs: a private directory, and Vault. */
module io.nautes.cluster.kubeconfig {
    requires transitive io.nautes.cluster.core;
    requires static transitive org.jspecify;
    requires transitive java.net.http;
    requires com.fasterxml.jackson.core;

    exports io.nautes.cluster.kubeconfig;
}
