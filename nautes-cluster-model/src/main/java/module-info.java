/**
 * Immutable requests, replies and resources of cluster registration, with their JSON and YAML forms.
 */
module io.nautes.cluster.model {
    requires transitive com.fasterxml.jackson.annotation;
    requires transitive jakarta.validation;
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.yaml.snakeyaml;

    exports io.nautes.cluster.model;
    exports io.nautes.cluster.model.constraint;
    exports io.nautes.cluster.model.error;
    exports io.nautes.cluster.model.kubeconfig;
    exports io.nautes.cluster.model.internal.yaml to
            io.nautes.cluster.core,
            io.nautes.cluster.client,
            io.nautes.cluster.gitstore,
            io.nautes.cluster.preflight,
            io.nautes.cluster.testkit;
    exports io.nautes.cluster.model.internal.support to
            io.nautes.cluster.core,
            io.nautes.cluster.client,
            io.nautes.cluster.gitstore,
            io.nautes.cluster.kubeconfig,
            io.nautes.cluster.preflight,
            io.nautes.cluster.server;
    exports io.nautes.cluster.model.internal.kubeconfig to
            io.nautes.cluster.preflight;
    exports io.nautes.cluster.model.internal.syntax to
            io.nautes.cluster.core;
    exports io.nautes.cluster.model.internal.tls to
            io.nautes.cluster.client,
            io.nautes.cluster.gitstore,
            io.nautes.cluster.kubeconfig,
            io.nautes.cluster.preflight,
            io.nautes.cluster.server;

    opens io.nautes.cluster.model;
}
