package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.ClusterDiff;
import io.nautes.cluster.core.ClusterEvaluator;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.Evaluation;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code diff}. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Shows what apply would change; changes nothing.",
        footer = {"", "On a repository as a unified diff of the resource files, on an API server field by field."})
final class DiffCommand implements Callable<Integer> {
    @Mixin
    TargetOptions target = new TargetOptions();

    @Mixin
    InputOptions input = new InputOptions();

    @Mixin
    EvaluatorOptions evaluation = new EvaluatorOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        InputOptions.Read read = input.read();
        read.skipped().forEach(skipped -> err.println("skipped: " + skipped));
        ClusterEvaluator evaluator = evaluation.builder().build();
        List<Evaluation> evaluations = new ArrayList<>();
        for (InputOptions.Input cluster : read.inputs()) {
            Evaluation result = evaluator.evaluate(cluster.name(), cluster.parsed());
            result.report().errors().forEach(error -> err.println("error: " + cluster.name() + ": " + error));
            if (result.report().isValid()) {
                evaluations.add(result);
            }
        }
        if (target.isRepository()) {
            diffFiles(evaluations, out);
        } else {
            diffFields(evaluations, out);
        }
        out.flush();
        err.flush();
        return evaluations.size() == read.inputs().size() ? ClusterTool.DONE : ClusterTool.REFUSED;
    }

    private void diffFiles(List<Evaluation> evaluations, PrintWriter out) throws IOException {
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

    private void diffFields(List<Evaluation> evaluations, PrintWriter out) {
        try (ClusterRegistry registry = target.open()) {
            for (Evaluation result : evaluations) {
                Optional<Cluster> before = registry.find(result.name());
                if (before.isEmpty()) {
                    out.println(result.name() + ": would be registered");
                    continue;
                }
                ClusterDiff diff = result.diff(before.get());
                out.println(result.name() + (diff.isEmpty() ? ": no change" : ":"));
                diff.changes().forEach(change -> out.println("  " + change));
                if (diff.changesCategory()) {
                    out.println("  this makes it a cluster of another category");
                }
            }
        }
    }
}
