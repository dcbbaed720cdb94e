/**
 * The rules of cluster registration, the registry interface, and the SPI of stores. Pure: no I/O, no clock, no network.
 */
module io.nautes.cluster.core {
    requires transitive io.nautes.cluster.model;
    requires org.hibernate.validator;
    requires static transitive org.jspecify;

    exports io.nautes.cluster.core;
    exports io.nautes.cluster.core.catalog;
    exports io.nautes.cluster.core.evaluation;
    exports io.nautes.cluster.core.listener;
    exports io.nautes.cluster.core.spi;
    exports io.nautes.cluster.core.store;

    // For JSON writers, which read private members of results.
    opens io.nautes.cluster.core;
}
