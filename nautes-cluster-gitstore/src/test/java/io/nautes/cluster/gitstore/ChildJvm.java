package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.model.ClusterResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import java.util.stream.IntStream;

/**
 * A program that tests run in a separate JVM. Its arguments are the URL, the mirror, the action, and the arguments of
 * the action.
 */
public final class ChildJvm {
    private ChildJvm() {}

    /** Returns a process builder for this class. */
    public static ProcessBuilder command(List<String> jvmOptions, String... arguments) {
        return new ProcessBuilder(java(jvmOptions, arguments)).redirectErrorStream(true);
    }

    /** Returns a process builder that runs after a shell command that sets limits, such as {@code umask 077}. */
    static ProcessBuilder limited(String limits, List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", limits + " && exec \"$@\"", "sh"));
        command.addAll(java(jvmOptions, arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static List<String> java(List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:-UsePerfData");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(ChildJvm.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Returns everything that a process prints until it ends. */
    public static String outputOf(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    public static void main(String[] arguments) throws IOException {
        // Only the output of this class is checked.
        LogManager.getLogManager().reset();
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneId.of("Pacific/Apia"));
        try (GitClusterStore store = GitClusterStore.builder(arguments[0])
                .mirror(Path.of(arguments[1]))
                .clock(clock)
                .deadline(Duration.ofMinutes(2))
                .commitMessages(details -> details.operation() + " " + details.clusters() + "\n")
                .open()) {
            switch (arguments[2]) {
                case "once" ->
                    System.out.println(
                            "SAVED " + store.update(Clusters.save(arguments[3])).revision());
                case "many" -> {
                    List<ClusterResource> many = IntStream.range(0, 1000)
                            .mapToObj(i -> Clusters.host("many-" + i, "30080"))
                            .toList();
                    store.update(current -> StoreChange.save(many, null));
                    System.out.println("SAVED all");
                }
                case "hold" -> {
                    System.out.println("HOLDS");
                    System.in.read();
                }
                case "distinct" -> saves(store, arguments[3], arguments[3] + "-");
                case "same" -> saves(store, arguments[3], "shared-");
                default -> saveUntilKilled(store, Integer.parseInt(arguments[3]));
            }
        } catch (RuntimeException e) {
            System.out.println("FAILED " + e);
        }
    }

    /** Saves 25 times, with different content each time, either as many clusters or five. */
    private static void saves(GitClusterStore store, String writer, String prefix) {
        for (int i = 0; i < 25; i++) {
            String name = prefix + (prefix.startsWith(writer) ? i : i % 5);
            if (!store.update(Clusters.save(name, writer + "-" + i)).changed()) {
                throw new IllegalStateException(name + " was not changed");
            }
        }
        System.out.println("SAVED 25");
    }

    private static void saveUntilKilled(GitClusterStore store, int first) {
        for (int i = first; ; i++) {
            System.out.println("BEGIN " + i);
            store.update(Clusters.save("c-" + i));
            System.out.println("ACK " + i);
        }
    }
}
