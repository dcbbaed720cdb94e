package io.nautes.cluster.gitstore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Programs that tests run in a JVM of their own: arguments are the URL, the mirror and what to do. */
final class ChildJvm {
    private ChildJvm() {}

    /** A process builder for this class. */
    static ProcessBuilder command(List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(ChildJvm.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    public static void main(String[] arguments) throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneId.of("Pacific/Apia"));
        try (GitClusterStore store = GitClusterStore.builder(arguments[0])
                .mirror(Path.of(arguments[1]))
                .clock(clock)
                .commitMessages(details -> details.operation() + " " + details.clusters() + "\n")
                .open()) {
            if (arguments[2].equals("once")) {
                System.out.println(
                        "SAVED " + store.update(Clusters.save("istanbul")).revision());
                return;
            }
            for (int i = Integer.parseInt(arguments[2]); ; i++) {
                System.out.println("BEGIN " + i);
                store.update(Clusters.save("c-" + i));
                System.out.println("ACK " + i);
            }
        }
    }
}
