package io.nautes.cluster.testkit;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.store.InMemoryClusterRegistry;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Runs the registry contract in memory, over HTTP, and over a custom store. */
class RegistriesTest {
    @Nested
    class InMemory extends ClusterRegistryContract {
        @Override
        protected ClusterRegistry openEmpty() {
            return InMemoryClusterRegistry.create();
        }
    }

    @Nested
    class OverHttp extends ClusterRegistryContract {
        private final NautesServer server = NautesServer.builder().start();

        @Override
        protected ClusterRegistry openEmpty() {
            return NautesClient.builder(server.uri()).token(server.token()).build();
        }

        @Override
        protected boolean hasRevisions() {
            return false;
        }

        @AfterEach
        void stop() {
            server.close();
        }
    }

    @Nested
    class OverAFolder extends ClusterRegistryContract {
        @TempDir
        Path folder;

        @Override
        protected ClusterRegistry openEmpty() {
            return StoreClusterRegistry.over(new FolderStore(folder));
        }
    }
}
