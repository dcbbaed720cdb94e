package io.nautes.cluster.core.spi;

import java.util.List;

/** References that report no users. */
enum NoReferences implements ClusterReferences {
    INSTANCE;

    @Override
    public List<String> usersOf(String name) {
        return List.of();
    }
}
