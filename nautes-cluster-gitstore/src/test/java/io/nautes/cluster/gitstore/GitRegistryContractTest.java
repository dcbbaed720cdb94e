package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.testkit.ClusterRegistryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract tests of registries for the registry in a Git repository. */
class GitRegistryContractTest {
    @Nested
    class OverSmartHttp extends ClusterRegistryContract {
        @TempDir
        Path temp;

        private TestRepository remote;
        private GitHttpServer server;

        @Override
        protected ClusterRegistry openEmpty() {
            remote = new TestRepository(temp.resolve("remote.git"));
            server = new GitHttpServer(remote.repository());
            return GitClusterRegistry.builder(server.url())
                    .initializeIfEmpty(true)
                    .open();
        }

        @AfterEach
        void stop() {
            server.close();
            remote.close();
        }
    }

    @Nested
    class OverAFileUrl extends ClusterRegistryContract {
        @TempDir
        Path temp;

        private TestRepository remote;

        @Override
        protected ClusterRegistry openEmpty() {
            remote = new TestRepository(temp.resolve("remote.git"));
            return GitClusterRegistry.builder(temp.resolve("remote.git").toUri().toString())
                    .initializeIfEmpty(true)
                    .open();
        }

        @AfterEach
        void close() {
            remote.close();
        }
    }
}
