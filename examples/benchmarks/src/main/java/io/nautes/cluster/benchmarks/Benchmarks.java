package io.nautes.cluster.benchmarks;

import io.nautes.cluster.benchmarks.git.BulkRuns;
import io.nautes.cluster.benchmarks.git.GitRows;
import io.nautes.cluster.benchmarks.git.GrowthCurves;
import io.nautes.cluster.benchmarks.git.TemplateRuns;
import io.nautes.cluster.benchmarks.http.EmbeddedServer;
import io.nautes.cluster.benchmarks.http.HttpRoundTrips;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A program that runs the benchmarks and prints a table of ratios. All benchmarks run in each of several rounds, so that
 * changes in the machine's load affect ours and the peer's alike; a quick run has one round of evaluations and forms. The
 * result is the median.
 */
public final class Benchmarks {
    private static final List<Row> ROWS = List.of(
            new Row("evaluate, nothing wrong", "evaluateValid", "hibernateValid", 1.5, true),
            new Row("evaluate, three errors", "evaluateWrong", "hibernateWrong", 1.5, true),
            new Row("evaluate and explain", "evaluateAndExplainValid", "hibernateValid", 1.5, true),
            new Row("request JSON out", "jsonOut", "jacksonJsonOut", 1.1, false),
            new Row("request JSON in", "jsonIn", "jacksonJsonIn", 1.25, false),
            new Row("resource YAML out", "yamlOut", "jacksonYamlOut", 0.3, false),
            new Row("resource YAML in", "yamlIn", "jacksonYamlIn", 0.3, false));
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private Benchmarks() {}

    /**
     * Runs the benchmarks.
     *
     * @param arguments {@code --quick} for fewer rounds and smaller registries; {@code --memory} for evaluation and forms,
     *     {@code --http} for the client, {@code --server} for the embedded server, {@code --git} for the Git store,
     *     {@code --templates} for rendering, {@code --bulk} for large batches, {@code --tool=LAUNCHER} for the start of the
     *     tool, or {@code --growth=FOLDER} for plots of time and allocation by the number of clusters, which are written to the
     *     folder; by default the first three. The Git store and rendering need the git command. {@code --git-root=FOLDER} and
     *     {@code --git-url=URL} measure them over a server that serves the folder; {@code --template-folder=FOLDER} replaces
     *     the built-in templates
     * @throws Exception if a benchmark fails
     */
    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments);
        boolean quick = options.contains("--quick");
        String root = option(options, "--git-root=");
        String url = option(options, "--git-url=");
        String tool = option(options, "--tool=");
        String growth = option(options, "--growth=");
        boolean all = options.stream().allMatch(option -> option.equals("--quick"));
        if (all || options.contains("--memory")) {
            runInMemory(quick);
        }
        if (all || options.contains("--http")) {
            HttpRoundTrips.run(quick);
        }
        if (all || options.contains("--server")) {
            EmbeddedServer.run(quick);
        }
        if (options.contains("--git")) {
            GitRows.run(quick, root, url);
        }
        if (options.contains("--templates")) {
            TemplateRuns.run(quick, option(options, "--template-folder="), root, url);
        }
        if (options.contains("--bulk")) {
            BulkRuns.run(quick);
        }
        if (!tool.isEmpty()) {
            ToolStart.run(quick, tool);
        }
        if (!growth.isEmpty()) {
            GrowthCurves.run(quick, Path.of(growth));
        }
    }

    private static String option(List<String> options, String name) {
        return options.stream()
                .filter(option -> option.startsWith(name))
                .map(option -> option.substring(name.length()))
                .findFirst()
                .orElse("");
    }

    private static void runInMemory(boolean quick) throws RunnerException {
        int rounds = quick ? 1 : 3;
        Map<String, List<Double>> times = new HashMap<>();
        Map<String, List<Double>> bytes = new HashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (RunResult result : run(quick)) {
                String name = result.getPrimaryResult().getLabel();
                times.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(result.getPrimaryResult().getStatistics().getPercentile(50));
                Result<?> allocation = result.getSecondaryResults().get(ALLOCATION);
                if (allocation != null) {
                    bytes.computeIfAbsent(name, key -> new ArrayList<>()).add(allocation.getScore());
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-26s %10s %10s %7s %10s %10s %7s %6s  %s%n",
                "work",
                "ours us",
                "peer us",
                "ratio",
                "ours B",
                "peer B",
                "ratio",
                "goal",
                "met");
        for (Row row : ROWS) {
            print(row, times, bytes);
        }
    }

    /**
     * Runs each benchmark once. The warm-up is long because the C2 compiler needs up to ten seconds for an evaluation on two
     * busy cores. After one second, an evaluation took 380 µs instead of 12 µs, and the ratios to the peers said nothing.
     */
    private static Collection<RunResult> run(boolean quick) throws RunnerException {
        Options options = new OptionsBuilder()
                .include("io\\.nautes\\.cluster\\.benchmarks\\.(Evaluation|Forms)Benchmark")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .warmupIterations(10)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(quick ? 7 : 11)
                .measurementTime(TimeValue.milliseconds(300))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
        return new Runner(options).run();
    }

    private static void print(Row row, Map<String, List<Double>> times, Map<String, List<Double>> bytes) {
        double ours = Figures.median(times.getOrDefault(row.ours(), List.of()));
        double peer = Figures.median(times.getOrDefault(row.peer(), List.of()));
        double ourBytes = Figures.median(bytes.getOrDefault(row.ours(), List.of()));
        double peerBytes = Figures.median(bytes.getOrDefault(row.peer(), List.of()));
        boolean met = ours / peer <= row.goal() && (!row.allocationToo() || ourBytes / peerBytes <= row.goal());
        System.out.printf(
                Locale.ROOT,
                "%-26s %10.2f %10.2f %7.2f %10.0f %10.0f %7.2f %6.2f  %s%n",
                row.work(),
                ours,
                peer,
                ours / peer,
                ourBytes,
                peerBytes,
                ourBytes / peerBytes,
                row.goal(),
                met ? "yes" : "NO");
    }
}
