package io.nautes.cluster.core.spi;

import java.util.List;

/** References by which nobody uses any cluster. */
enum NoReferences implements ClusterReferences {
    INSTANCE;

    @Override
    public List<String> usersOf(String name) {
        return List.of();
    }
}
