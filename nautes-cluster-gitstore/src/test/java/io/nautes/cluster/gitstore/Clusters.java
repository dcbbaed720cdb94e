package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterSpec;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import java.util.List;
import java.util.Map;

/** Test resources. */
final class Clusters {
    private Clusters() {}

    static ClusterResource host(String name, String httpPort) {
        return ClusterResource.of(
                name,
                "nautes",
                ClusterSpec.builder()
                        .apiServer("https://192.0.2.1:6443")
                        .primaryDomain("192.0.2.1.nip.io")
                        .componentsList(Map.of(
                                ComponentCategory.GATEWAY,
                                Component.of("traefik", "traefik").withAddition("httpNodePort", httpPort)))
                        .build());
    }

    static StoreUpdate save(String name) {
        return save(name, "30080");
    }

    static StoreUpdate save(String name, String httpPort) {
        return current -> StoreChange.save(List.of(host(name, httpPort)), null);
    }

    static StoreUpdate delete(String... names) {
        return current -> StoreChange.delete(List.of(names), null);
    }
}
