package io.nautes.cluster.examples.bulk;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.kubeconfig.DirectoryKubeconfigStore;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A program that registers the clusters of a CSV file in a repository, in one commit. The file has the columns {@code
 * name}, {@code category} (such as {@code virtual pipeline runtime}), {@code api_server}, {@code host_cluster} and {@code
 * kubeconfig}, which is a path relative to the file. The order of the lines does not matter. The program checks all lines
 * first and reports every error with its line number. If there is an error, it registers nothing.
 */
public final class CsvImport {
    private static final List<String> COLUMNS = List.of("name", "category", "api_server", "host_cluster", "kubeconfig");

    private final Path file;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, ClusterRequest> requests = new LinkedHashMap<>();

    private CsvImport(Path file) {
        this.file = file;
    }

    /**
     * Runs the import and exits with 0 if all clusters are registered, 1 if there are errors, 3 if the import failed.
     *
     * @param arguments the CSV file, the repository's URL or path, and the folder where kubeconfigs are kept
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out));
    }

    static int run(String[] arguments, PrintStream out) {
        if (arguments.length != 3) {
            out.println("usage: CsvImport FILE REPOSITORY KUBECONFIGS");
            return 2;
        }
        try {
            CsvImport csv = new CsvImport(Path.of(arguments[0]));
            csv.read();
            if (!csv.problems.isEmpty()) {
                csv.problems.forEach(out::println);
                return 1;
            }
            try (ClusterRegistry registry = StoreClusterRegistry.builder(GitClusterStore.builder(arguments[1])
                            .initializeIfEmpty(true)
                            .open())
                    .kubeconfigs(DirectoryKubeconfigStore.open(Path.of(arguments[2])))
                    .build()) {
                BatchResult result = registry.saveAll(csv.requests, BatchOptions.defaults());
                print(result, out);
                return result.isSuccess() ? 0 : 1;
            }
        } catch (RegistryException | IOException e) {
            out.println("error: " + e.getMessage());
            return 3;
        }
    }

    private static void print(BatchResult result, PrintStream out) {
        Map<String, Integer> counts = new TreeMap<>();
        result.entries()
                .forEach(entry -> counts.merge(entry.outcome().name().toLowerCase(Locale.ROOT), 1, Integer::sum));
        counts.forEach((outcome, count) -> out.println(outcome + ": " + count));
        result.failures().forEach(entry -> entry.failure().ifPresent(failure -> out.println(failure.getMessage())));
    }

    private void read() throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !CsvLine.fields(lines.get(0)).equals(COLUMNS)) {
            problems.add("line 1: expected the columns " + String.join(",", COLUMNS));
            return;
        }
        ClusterEvaluator evaluator = ClusterEvaluator.standard();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                read("line " + (i + 1) + ": ", CsvLine.fields(lines.get(i)), evaluator);
            }
        }
    }

    private void read(String location, List<String> fields, ClusterEvaluator evaluator) throws IOException {
        if (fields.size() != COLUMNS.size()) {
            problems.add(location + "expected " + COLUMNS.size() + " fields (got " + fields.size() + ")");
            return;
        }
        String name = fields.get(0);
        Optional<ClusterCategory> category = category(fields.get(1));
        if (category.isEmpty()) {
            problems.add(location + "no such category: \"" + fields.get(1) + "\"");
            return;
        }
        ClusterRequest request;
        try {
            request = request(category.get(), fields);
        } catch (NoSuchFileException e) {
            problems.add(location + "there is no kubeconfig " + e.getFile());
            return;
        }
        for (Finding error : evaluator.evaluate(name, request).report().errors()) {
            problems.add(location + error);
        }
        if (requests.put(name, request) != null) {
            problems.add(location + "cluster " + name + " is listed twice");
        }
    }

    private static Optional<ClusterCategory> category(String description) {
        for (ClusterCategory category : ClusterCategory.values()) {
            if (category.description().equals(description)) {
                return Optional.of(category);
            }
        }
        return Optional.empty();
    }

    private ClusterRequest request(ClusterCategory category, List<String> fields) throws IOException {
        ClusterRequest.Builder request = ClusterRequest.builder()
                .apiServer(fields.get(2))
                .clusterType(category.clusterType())
                .usage(category.usage())
                .workerType(category.workerType().orElse(null));
        if (!fields.get(3).isEmpty()) {
            request.hostCluster(fields.get(3));
        }
        if (!fields.get(4).isEmpty()) {
            request.kubeconfig(Kubeconfig.of(Files.readString(file.resolveSibling(fields.get(4)))));
        }
        return request.build();
    }
}
