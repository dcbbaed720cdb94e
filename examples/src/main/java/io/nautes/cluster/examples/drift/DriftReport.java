package io.nautes.cluster.examples.drift;

import io.nautes.cluster.core.ClusterDiff;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterDocument;
import io.nautes.cluster.model.ClusterDocuments;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.error.MalformedDocumentException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A report of the differences between the clusters of a repository and the manifests that describe them: missing,
 * undescribed and changed clusters, and unreadable files. It reads one revision of the repository and changes nothing.
 *
 * @param revision the revision that was read
 * @param differences one line for each difference, sorted by cluster name
 */
public record DriftReport(String revision, List<String> differences) {
    /** Copies the differences. */
    public DriftReport {
        differences = List.copyOf(differences);
    }

    /**
     * Prints a report and exits with 0 if there is no drift, 1 if there is drift, 3 if the comparison failed.
     *
     * @param arguments the repository's URL or path, and the folder with the manifests
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out));
    }

    static int run(String[] arguments, PrintStream out) {
        if (arguments.length != 2) {
            out.println("usage: DriftReport REPOSITORY MANIFESTS");
            return 2;
        }
        try (GitClusterStore store = GitClusterStore.builder(arguments[0]).open()) {
            DriftReport report = compare(store.snapshot(), Path.of(arguments[1]));
            out.print(report.toMarkdown());
            return report.differences().isEmpty() ? 0 : 1;
        } catch (RegistryException | MalformedDocumentException | IOException e) {
            out.println("error: " + e.getMessage());
            return 3;
        }
    }

    /**
     * Compares registrations with manifests.
     *
     * @param registered the registered clusters
     * @param manifests a folder with manifests or requests; a request without a name gets the name of its file
     * @return the report
     * @throws IOException if the manifests cannot be read
     * @throws MalformedDocumentException if one of them is malformed
     */
    public static DriftReport compare(StoreSnapshot registered, Path manifests) throws IOException {
        ClusterEvaluator evaluator = ClusterEvaluator.standard();
        Map<String, List<String>> differences = new TreeMap<>();
        Map<String, ClusterDocument.Request> described = read(manifests);
        described.forEach((name, request) ->
                differences.put(name, differences(evaluator.evaluate(name, request.parsed(), registered), registered)));
        for (ClusterResource resource : registered.clusters()) {
            if (!described.containsKey(resource.name())) {
                differences.put(resource.name(), List.of("registered, but no manifest describes it"));
            }
        }
        for (UnreadableCluster problem : registered.problems()) {
            differences.put(problem.name(), List.of(problem.path() + " cannot be read: " + problem.problem()));
        }
        return new DriftReport(
                registered.revision(),
                differences.entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream().map(line -> entry.getKey() + ": " + line))
                        .toList());
    }

    private static List<String> differences(Evaluation wanted, StoreSnapshot registered) {
        if (!wanted.report().isValid()) {
            return wanted.report().errors().stream()
                    .map(error -> "its manifest is invalid: " + error)
                    .toList();
        }
        return registered
                .find(wanted.name())
                .map(resource -> ClusterDiff.between(Cluster.of(resource), Cluster.of(wanted.resource())))
                .map(diff -> diff.changes().stream()
                        .map(change -> "registered differently: " + change)
                        .toList())
                .orElse(List.of("described, but not registered"));
    }

    private static Map<String, ClusterDocument.Request> read(Path folder) throws IOException {
        Map<String, ClusterDocument.Request> requests = new TreeMap<>();
        Set<String> endings = Set.of("json", "yaml", "yml");
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.sorted().toList();
        }
        for (Path file : files) {
            String fileName = file.getFileName().toString();
            int dot = fileName.lastIndexOf('.');
            if (dot > 0 && endings.contains(fileName.substring(dot + 1))) {
                for (ClusterDocument document : ClusterDocuments.read(Files.readString(file))) {
                    if (document instanceof ClusterDocument.Request request) {
                        requests.put(request.name() == null ? fileName.substring(0, dot) : request.name(), request);
                    }
                }
            }
        }
        return requests;
    }

    /**
     * Returns the report as Markdown.
     *
     * @return the report
     */
    public String toMarkdown() {
        List<String> lines = new ArrayList<>();
        lines.add("# Drift of registered clusters");
        lines.add("");
        lines.add("Revision " + revision + ": "
                + (differences.isEmpty() ? "all clusters are as described." : differences.size() + " differences."));
        differences.forEach(line -> lines.add("* " + line));
        return String.join("\n", lines) + "\n";
    }
}
