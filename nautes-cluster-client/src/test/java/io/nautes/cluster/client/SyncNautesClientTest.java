package io.nautes.cluster.client;

import io.nautes.cluster.core.ClusterRegistry;

class SyncNautesClientTest extends NautesClientContract {
    @Override
    ClusterRegistry via(NautesClient client) {
        return client;
    }
}
