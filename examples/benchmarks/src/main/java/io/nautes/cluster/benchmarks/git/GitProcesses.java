package io.nautes.cluster.benchmarks.git;

import static io.nautes.cluster.benchmarks.Figures.median;
import static io.nautes.cluster.benchmarks.Figures.millis;
import static io.nautes.cluster.benchmarks.Figures.print;

import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.benchmarks.JavaProcess;
import io.nautes.cluster.core.ClusterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A benchmark of saves by separate processes, each with a JVM of its own. */
final class GitProcesses {
    private static final int SAVES = 25;
    private static final int WRITERS = 3;

    private final GitRepositories repositories;
    private final int rounds;

    GitProcesses(GitRepositories repositories, boolean quick) {
        this.repositories = repositories;
        this.rounds = quick ? 3 : 7;
    }

    /** Saves clusters by three processes at once. Each has made saves in another repository before, as a warm-up. */
    void threeWriters() throws Exception {
        List<Double> alone = new ArrayList<>();
        List<Double> together = new ArrayList<>();
        List<Double> slowest = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            String seed = "alone-" + round;
            String one = repositories.seeded(seed, 100);
            String url = repositories.copy(seed, "rivals-" + round);
            alone.add(write(
                    one, List.of(repositories.copy(seed, "warm-up-" + round)), WRITERS * SAVES, new ArrayList<>()));
            List<String> warmUps = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                warmUps.add(repositories.copy(seed, "warm-up-" + round + "-" + writer));
            }
            List<Double> saves = new ArrayList<>();
            together.add(write(url, warmUps, SAVES, saves));
            slowest.add(saves.stream().max(Double::compare).orElseThrow() / median(saves));
            try (ClusterRegistry registry = GitRepositories.openRegistry(url)) {
                GitSaves.requireClusters(registry, 100 + WRITERS * SAVES);
            }
        }
        print("3 JVMs x 25 saves, ms: one writer", median(together), median(alone), 1.5);
        print("  slowest save: its median", median(slowest), 1, 5.0);
    }

    /**
     * Saves clusters by one process for each repository for a warm-up.
     *
     * @param times collects the milliseconds of each save
     * @return the time from the common start of all processes until all have ended
     */
    private static double write(String url, List<String> warmUps, int saves, List<Double> times) throws Exception {
        List<Process> writers = new ArrayList<>();
        List<BufferedReader> outputs = new ArrayList<>();
        for (int writer = 0; writer < warmUps.size(); writer++) {
            Process process = JavaProcess.start(
                    List.of(),
                    GitWriter.class,
                    url,
                    Integer.toString(1_000 + writer * saves),
                    Integer.toString(saves),
                    warmUps.get(writer));
            writers.add(process);
            outputs.add(process.inputReader());
            requireLine(outputs.get(writer));
        }
        return millis(() -> {
            for (Process process : writers) {
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            }
            for (BufferedReader output : outputs) {
                Arrays.stream(requireLine(output).split(" "))
                        .map(Double::valueOf)
                        .forEach(times::add);
            }
        });
    }

    /** Saves a cluster by a new process. The peer clones the repository and saves with git's plumbing. */
    void firstSave() throws Exception {
        String url = repositories.seeded("first", 1_000);
        String cloned = repositories.copy("first", "first-cloned");
        GitTools tools = repositories.tools();
        List<String> names = new ArrayList<>(
                IntStream.range(0, 1_000).mapToObj(Fixture::name).toList());
        List<Double> first = new ArrayList<>();
        List<Double> plumbing = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            int number = 1_000 + round;
            first.add(millis(() -> JavaProcess.firstLine(
                    JavaProcess.start(List.of(), GitWriter.class, url, Integer.toString(number), "1"))));
            plumbing.add(millis(() -> {
                tools.prepareMirror(cloned);
                tools.saveByPlumbing(cloned, number, names);
            }));
            names.add(Fixture.name(number));
            tools.forgetMirror();
        }
        print("first save of a JVM, N=1,000, ms: clone, plumbing", median(first), median(plumbing), 1.0);
    }

    /** Lists 100,000 clusters and saves one in a process with a heap of 512 MB. */
    void largeRegistry() throws Exception {
        String url = repositories.seeded("large", 100_000);
        String line = JavaProcess.firstLine(JavaProcess.start(List.of("-Xmx512m"), GitMemory.class, url));
        print("100,000 clusters, list and one save, MB of heap in use", Double.parseDouble(line), 512, 1.0);
        repositories.delete("large");
    }

    private static String requireLine(BufferedReader output) throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the process ended too early");
        }
        return line;
    }
}
