package io.nautes.cluster.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A benchmark of the start of the tool: the validation of one file, compared with {@code java -version} and, if it is installed,
 * with {@code kubectl version --client}. It needs a POSIX shell, whose {@code times} reports the CPU time of a command.
 */
final class ToolStart {
    private static final double GOAL_SECONDS = 0.8;
    private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");

    private ToolStart() {}

    /** The time of a command, in seconds. */
    private record Cost(double wall, double cpu) {}

    /**
     * Prints the times.
     *
     * @param launcher the launcher script of the tool
     */
    static void run(boolean quick, String launcher) throws IOException, InterruptedException {
        Path request = Files.createTempFile("request-", ".json");
        try {
            Files.write(request, Fixture.requestJson());
            Map<String, String> commands = new LinkedHashMap<>();
            commands.put(
                    "validate -f FILE", "'" + launcher + "' validate --name " + Fixture.NAME + " -f '" + request + "'");
            commands.put("java -version", "java -version");
            commands.put("kubectl version --client", "kubectl version --client");
            print(measure(commands, quick ? 7 : 21));
        } finally {
            Files.delete(request);
        }
    }

    private static Map<String, List<Cost>> measure(Map<String, String> commands, int rounds)
            throws IOException, InterruptedException {
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, String> command : commands.entrySet()) {
                Cost cost = cost(command.getValue());
                if (cost == null && command.getKey().startsWith("validate")) {
                    throw new IOException("the command failed: " + command.getValue());
                }
                if (cost != null) {
                    costs.computeIfAbsent(command.getKey(), key -> new ArrayList<>())
                            .add(cost);
                }
            }
        }
        return costs;
    }

    /** Returns the time of a command; {@code null} if it fails. */
    private static @Nullable Cost cost(String command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process shell = new ProcessBuilder("sh", "-c", command + " >/dev/null 2>&1 || exit 1; times")
                .redirectErrorStream(true)
                .start();
        List<String> lines;
        try (BufferedReader output = shell.inputReader()) {
            lines = output.lines().toList();
        }
        double wall = (System.nanoTime() - start) / 1e9;
        if (shell.waitFor() != 0 || lines.size() < 2) {
            return null;
        }
        // The second line is about the children of the shell: user and system time.
        Matcher times = TIME.matcher(lines.get(1));
        double cpu = 0;
        while (times.find()) {
            cpu += Integer.parseInt(times.group(1)) * 60 + Double.parseDouble(times.group(2));
        }
        return new Cost(wall, cpu);
    }

    private static void print(Map<String, List<Cost>> costs) {
        System.out.printf(
                Locale.ROOT, "%n%-52s %10s %10s %17s%n", "start of the tool", "wall s", "CPU s", "goal, CPU s");
        costs.forEach((command, all) -> {
            double cpu = Figures.median(all.stream().map(Cost::cpu).toList());
            String goal = command.startsWith("validate")
                    ? String.format(Locale.ROOT, "%.1f  %s", GOAL_SECONDS, cpu <= GOAL_SECONDS ? "yes" : "NO")
                    : "";
            System.out.printf(
                    Locale.ROOT,
                    "%-52s %10.2f %10.2f %17s%n",
                    command,
                    Figures.median(all.stream().map(Cost::wall).toList()),
                    cpu,
                    goal);
        });
    }
}
