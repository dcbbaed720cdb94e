package io.nautes.cluster.testkit;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.core.spi.ClusterIndex;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A store that keeps each revision in its own folder, with one file for each cluster. It writes a revision to a temporary
 * folder and renames that to the next number. It needs no lock, because the rename fails if another process took the
 * number first.
 */
final class FolderStore implements ClusterStore {
    private static final String MARK = "revision";

    private final Path root;
    private volatile boolean closed;

    FolderStore(Path root) {
        this.root = root;
    }

    @Override
    public StoreSnapshot snapshot() {
        if (closed) {
            throw new RegistryException(FailureCode.CANCELLED, "the store is closed");
        }
        try (Stream<Path> revisions = Files.list(root)) {
            int last = revisions
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,9}"))
                    .mapToInt(Integer::parseInt)
                    .max()
                    .orElse(0);
            return View.read(root, last);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public StoreCommit update(StoreUpdate update) {
        while (true) {
            View current = (View) snapshot();
            StoreChange change = update.decide(current);
            ClusterIndex next = current.index().copy();
            boolean changed = false;
            for (ClusterResource resource : change.saved().values()) {
                changed |= !resource.equals(next.put(resource));
            }
            for (String name : change.deleted()) {
                changed |= next.remove(name) != null;
            }
            if (!changed) {
                return new StoreCommit(current.revision(), false);
            }
            try {
                if (publish(next, current.number() + 1)) {
                    return new StoreCommit(String.valueOf(current.number() + 1), true);
                }
            } catch (IOException e) {
                throw failure(e);
            }
        }
    }

    private boolean publish(ClusterIndex content, int number) throws IOException {
        Path aside = Files.createTempDirectory(root, "next-");
        Files.createFile(aside.resolve(MARK));
        for (ClusterResource resource : content.clusters()) {
            Files.write(aside.resolve(resource.name() + ".yaml"), ClusterYaml.write(resource));
        }
        Path revision = root.resolve(String.valueOf(number));
        try {
            Files.move(aside, revision, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            if (Files.exists(revision)) {
                return false;
            }
            throw e;
        }
    }

    private static RegistryException failure(IOException cause) {
        return new RegistryException(FailureCode.LOCAL_STORAGE, "the folder cannot be used: " + cause, cause);
    }

    @Override
    public void close() {
        closed = true;
    }

    private record View(Path root, int number, ClusterIndex index) implements StoreSnapshot {
        static View read(Path root, int number) throws IOException {
            ClusterIndex index = new ClusterIndex();
            if (number > 0) {
                try (Stream<Path> files = Files.list(root.resolve(String.valueOf(number)))) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                            .toList()) {
                        index.put(ClusterYaml.readResource(Files.readAllBytes(file)));
                    }
                }
            }
            return new View(root, number, index);
        }

        @Override
        public String revision() {
            return String.valueOf(number);
        }

        @Override
        public List<ClusterResource> clusters() {
            return index.clusters();
        }

        @Override
        public List<UnreadableCluster> problems() {
            return List.of();
        }

        @Override
        public Optional<Boolean> isUnchangedSince(String name, String since) {
            if (!since.matches("\\d{1,9}") || Integer.parseInt(since) > number) {
                return Optional.empty();
            }
            return Optional.of(Arrays.equals(file(name, Integer.parseInt(since)), file(name, number)));
        }

        private byte[] file(String name, int revision) {
            Path file = root.resolve(String.valueOf(revision)).resolve(name + ".yaml");
            try {
                return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            } catch (IOException e) {
                throw failure(e);
            }
        }

        @Override
        public Optional<ClusterResource> find(String name) {
            return index.find(name);
        }

        @Override
        public List<ClusterResource> virtualClustersOf(String host) {
            return index.virtualClustersOf(host);
        }

        @Override
        public List<String> withApiServer(String apiServer) {
            return index.withApiServer(apiServer);
        }
    }
}
