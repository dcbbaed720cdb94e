package io.nautes.cluster.examples;

import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.testkit.SharedClusterStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Runs the published contract against the Git store; each handle has a separate mirror, as on another machine. */
class GitStoreContractTest extends SharedClusterStoreContract {
    @TempDir
    Path temp;

    private Path repository() {
        return temp.resolve("tenant.git");
    }

    @Override
    protected ClusterStore openEmpty() throws Exception {
        BareRepository.create(repository());
        return openAgain();
    }

    @Override
    protected ClusterStore openAgain() {
        return GitClusterStore.builder(repository().toString())
                .initializeIfEmpty(true)
                .open();
    }
}
