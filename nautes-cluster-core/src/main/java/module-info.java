/**
 * The rules of cluster registration, the registry interface, and the SPI of stores. Pure: no I/O, no clock, no network.
 */
module io.nautes.cluster.core {
    requires transitive io.nautes.cluster.model;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.hibernate.validator;
    requires static transitive org.jspecify;

    exports io.nautes.cluster.core;
    exports io.nautes.cluster.core.catalog;
    exports io.nautes.cluster.core.evaluation;
    exports io.nautes.cluster.core.listener;
    exports io.nautes.cluster.core.internal.listener to
            io.nautes.cluster.client;
    exports io.nautes.cluster.core.spi;
    exports io.nautes.cluster.core.store;

    // Jackson reads private members of results, and makes their serializers.
    opens io.nautes.cluster.core to
            com.fasterxml.jackson.databind;
    opens io.nautes.cluster.core.internal.json to
            com.fasterxml.jackson.databind;
}
