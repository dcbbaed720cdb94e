package io.nautes.cluster.testkit;

import io.nautes.cluster.core.spi.ClusterStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Runs the published contract against a custom store. */
class FolderStoreTest extends SharedClusterStoreContract {
    @TempDir
    Path folder;

    @Override
    protected ClusterStore openEmpty() {
        return new FolderStore(folder);
    }

    @Override
    protected ClusterStore openAgain() {
        return new FolderStore(folder);
    }
}
