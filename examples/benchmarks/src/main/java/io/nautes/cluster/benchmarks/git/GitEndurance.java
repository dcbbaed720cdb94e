package io.nautes.cluster.benchmarks.git;

import com.sun.management.UnixOperatingSystemMXBean;
import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.model.ClusterResource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An endurance test with tens of thousands of saves on one store, which regularly prints the resources in use. Run it with
 * {@code java -Xmx300m -cp benchmarks.jar io.nautes.cluster.benchmarks.git.GitEndurance}.
 */
public final class GitEndurance {
    private static final int STEP = 2_000;

    /** The interval at which the server's repository is packed, so that unpacked data does not dominate the measurement. */
    private static final int SAVES_BETWEEN_PACKING = 500;

    private GitEndurance() {}

    /**
     * Runs the test.
     *
     * @param arguments the number of saves, by default 24,000, and of clusters, by default 1,000
     * @throws Exception if a save fails
     */
    public static void main(String[] arguments) throws Exception {
        int saves = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 24_000;
        int clusters = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        Path work = Files.createTempDirectory("nautes-cluster-endurance-");
        try (GitServer server = GitServer.start(work)) {
            GitRepositories repositories =
                    new GitRepositories(work, work, server.uri().toString());
            String url = repositories.create("endurance");
            Path mirror = work.resolve("mirror");
            try (GitClusterStore store = GitClusterStore.builder(url)
                    .mirror(mirror)
                    .deadline(Duration.ofMinutes(1))
                    .initializeIfEmpty(true)
                    .open()) {
                System.out.printf(
                        "%8s %8s %10s %10s %10s %8s%n",
                        "saves", "clusters", "heap MB", "handles", "mirror MB", "ms/save");
                long start = System.nanoTime();
                for (int save = 1; save <= saves; save++) {
                    ClusterResource resource = resource(save, clusters);
                    if (!store.update(current -> StoreChange.save(List.of(resource), null))
                            .changed()) {
                        throw new IllegalStateException("save " + save + " changed nothing");
                    }
                    if (save % SAVES_BETWEEN_PACKING == 0) {
                        repositories.pack("endurance");
                    }
                    if (save % STEP == 0) {
                        print(store, save, mirror, (System.nanoTime() - start) / 1e6 / STEP);
                        start = System.nanoTime();
                    }
                }
            }
        } finally {
            GitTools.delete(work);
        }
    }

    /**
     * Returns the request of a round. The first rounds add clusters, later ones change them, so that the content of each
     * save is different.
     */
    private static ClusterResource resource(int save, int clusters) {
        ClusterResource resource = Fixture.resource(save % clusters);
        return resource.withComponents(resource.spec().componentsList().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().withAddition("save", Integer.toString(save)))));
    }

    private static void print(GitClusterStore store, int save, Path mirror, double millis) throws IOException {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.out.printf(
                Locale.ROOT,
                "%8d %8d %10.1f %10d %10.1f %8.1f%n",
                save,
                store.snapshot().clusters().size(),
                (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
                system.getOpenFileDescriptorCount(),
                bytes(mirror) / 1e6,
                millis);
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
