package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.ClusterList;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterJson;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code get}. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = "Shows registered clusters.",
        footer = {
            "",
            "Examples:",
            "  nautes-cluster get --repository tenant.git",
            "  nautes-cluster get ci -o yaml --api-server https://nautes.example.com",
            "  nautes-cluster get --selector cluster_type=virtual,worker_type=pipeline -o name --repository tenant.git"
        })
final class GetCommand implements Callable<Integer> {
    private static final int SHORT_REVISION = 10;

    @Mixin
    TargetOptions target = new TargetOptions();

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "names of clusters (default: all)")
    List<String> names = new ArrayList<>();

    @Option(
            names = "--selector",
            paramLabel = "FIELD=VALUE[,...]",
            description =
                    "only clusters with these values of cluster_type, usage, worker_type, or a part of cluster_name")
    String selector = "";

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    Format format = Format.table;

    @Spec
    CommandSpec spec = CommandSpec.create();

    /** The output formats; users type the names of the constants. */
    @SuppressWarnings("checkstyle:ConstantName")
    enum Format {
        /** A table. */
        table,
        /** A table with domains, components and revisions. */
        wide,
        /** The API's reply to a list. */
        json,
        /** The API's reply to a list, in YAML. */
        yaml,
        /** One name per line. */
        name
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        ClusterFilter filter = filter();
        int code = ClusterTool.DONE;
        List<Cluster> clusters = new ArrayList<>();
        try (ClusterRegistry registry = target.open()) {
            if (names.isEmpty()) {
                ClusterList listed = registry.list(filter);
                clusters.addAll(listed.readable());
                for (UnreadableCluster problem : listed.problems()) {
                    err.println("error: " + problem);
                    code = ClusterTool.REFUSED;
                }
            }
            for (String name : names) {
                Optional<Cluster> found = registry.find(name);
                if (found.isEmpty()) {
                    err.println("error: cluster " + name + " is not registered");
                    code = ClusterTool.REFUSED;
                }
                found.filter(filter::matches).ifPresent(clusters::add);
            }
        }
        out.print(text(clusters));
        out.flush();
        err.flush();
        return code;
    }

    private ClusterFilter filter() {
        try {
            return ClusterFilter.parse(selector);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--selector: " + e.getMessage());
        }
    }

    private String text(List<Cluster> clusters) {
        String json = new String(ClusterJson.write(clusters), StandardCharsets.UTF_8);
        return switch (format) {
            case table -> table(clusters);
            case wide -> wideTable(clusters);
            case json -> json + "\n";
            case yaml -> yaml(json);
            case name -> clusters.stream().map(cluster -> cluster.name() + "\n").reduce("", String::concat);
        };
    }

    private static String table(List<Cluster> clusters) {
        Table table = new Table("NAME", "CATEGORY", "API SERVER", "HOST");
        clusters.forEach(cluster -> table.add(cells(cluster).toArray(String[]::new)));
        return table.toString();
    }

    private static String wideTable(List<Cluster> clusters) {
        Table table = new Table("NAME", "CATEGORY", "API SERVER", "HOST", "DOMAIN", "COMPONENTS", "REVISION");
        for (Cluster cluster : clusters) {
            List<String> cells = new ArrayList<>(cells(cluster));
            cells.add(cluster.primaryDomain() == null ? "" : cluster.primaryDomain());
            cells.add(cluster.componentsList().values().stream()
                    .map(component -> String.valueOf(component.name()))
                    .collect(Collectors.joining(",")));
            cells.add(cluster.revision()
                    .map(revision -> revision.substring(0, Math.min(SHORT_REVISION, revision.length())))
                    .orElse(""));
            table.add(cells.toArray(String[]::new));
        }
        return table.toString();
    }

    private static List<String> cells(Cluster cluster) {
        return List.of(
                cluster.name(),
                cluster.category().map(ClusterCategory::description).orElse("unknown"),
                cluster.apiServer(),
                cluster.hostCluster() == null ? "" : cluster.hostCluster());
    }

    private static String yaml(String json) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        // The tool wrote this text itself, so the parser's limits for untrusted input are not needed.
        LoaderOptions all = new LoaderOptions();
        all.setCodePointLimit(Integer.MAX_VALUE);
        all.setMaxAliasesForCollections(0);
        Object document = new Yaml(new SafeConstructor(all)).load(json);
        return new Yaml(options).dump(document);
    }
}
