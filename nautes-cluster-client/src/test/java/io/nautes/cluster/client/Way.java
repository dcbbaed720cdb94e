package io.nautes.cluster.client;

import io.nautes.cluster.core.ClusterRegistry;

/** The two ways to use a client; each test of a trap takes both. */
enum Way {
    WAITING {
        @Override
        ClusterRegistry of(NautesClient client) {
            return client;
        }
    },
    ASYNC {
        @Override
        ClusterRegistry of(NautesClient client) {
            return new AsyncNautesClientTest.Joined(client);
        }
    };

    abstract ClusterRegistry of(NautesClient client);
}
