package io.nautes.cluster.examples.guides;

import java.nio.file.Path;
import org.eclipse.jgit.api.Git;

/** Repositories on the disk for the tests of the guides. */
final class Repositories {
    private Repositories() {}

    /** Creates an empty bare repository, and returns its path. */
    static String empty(Path folder) throws Exception {
        Path repository = folder.resolve("tenant.git");
        Git.init()
                .setBare(true)
                .setInitialBranch("main")
                .setDirectory(repository.toFile())
                .call()
                .close();
        return repository.toString();
    }
}
