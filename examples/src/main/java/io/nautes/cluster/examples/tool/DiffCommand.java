package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.ClusterDiff;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code diff}. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Shows what apply would change; changes nothing.",
        footer = {
            "",
            "On a repository as a unified diff of the resource files, on an API server field by field. An API server does",
            "not return the event listener, the virtual cluster's port and the kubeconfig; these are not compared."
        })
final class DiffCommand extends RequestsCommand {
    @Mixin
    TargetOptions target = new TargetOptions();

    @Override
    int run(PrintWriter out, PrintWriter err) throws IOException {
        List<Judged> clusters = judge(read(err), evaluation.builder().build());
        clusters.forEach(cluster -> cluster.printErrors(err));
        List<Judged> valid = clusters.stream().filter(Judged::isValid).toList();
        print(valid, target, out);
        return valid.size() == clusters.size() ? ClusterTool.DONE : ClusterTool.REFUSED;
    }

    /** Prints what saving the clusters would change. */
    static void print(List<Judged> clusters, TargetOptions target, PrintWriter out) throws IOException {
        List<Evaluation> evaluations = clusters.stream().map(Judged::evaluation).toList();
        if (target.isRepository()) {
            printFiles(evaluations, target, out);
        } else {
            printFields(evaluations, target, out);
        }
    }

    private static void printFiles(List<Evaluation> evaluations, TargetOptions target, PrintWriter out)
            throws IOException {
        try (GitClusterStore store = target.openStore(false)) {
            StoreSnapshot snapshot = store.snapshot();
            for (Evaluation result : evaluations) {
                Optional<ClusterResource> before = snapshot.find(result.name());
                ClusterResource after =
                        before.map(result.resource()::keepingOtherFieldsOf).orElseGet(result::resource);
                out.print(UnifiedDiff.of(
                        result.name() + ".yaml",
                        before.map(ClusterYaml::write).orElseGet(() -> new byte[0]),
                        ClusterYaml.write(after)));
            }
        }
    }

    private static void printFields(List<Evaluation> evaluations, TargetOptions target, PrintWriter out) {
        try (ClusterRegistry registry = target.open()) {
            for (Evaluation result : evaluations) {
                Optional<Cluster> before = registry.find(result.name());
                if (before.isEmpty()) {
                    out.println(result.name() + ": would be registered");
                    continue;
                }
                ClusterDiff diff = result.diff(before.get()).withoutReplyGaps();
                out.println(result.name() + (diff.isEmpty() ? ": no change" : ":"));
                diff.changes().forEach(change -> out.println("  " + change));
                if (diff.changesCategory()) {
                    out.println("  this makes it a cluster of another category");
                }
            }
        }
    }
}
