package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterEvaluator;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.model.ClusterRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code apply}. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Saves all clusters in the files, hosts before the virtual clusters that need them.",
        footer = {"", "On a repository all clusters go into one commit; if one is refused, nothing is saved."})
final class ApplyCommand implements Callable<Integer> {
    @Mixin
    TargetOptions target = new TargetOptions();

    @Mixin
    InputOptions input = new InputOptions();

    @Mixin
    EvaluatorOptions evaluation = new EvaluatorOptions();

    @Option(
            names = {"-i", "--insecure-skip-check"},
            description = "ask to skip the check that nobody uses a cluster")
    boolean skipChecks;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        InputOptions.Read read = input.read();
        read.skipped().forEach(skipped -> err.println("skipped: " + skipped));
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        boolean valid = true;
        ClusterEvaluator evaluator = evaluation.builder().build();
        for (InputOptions.Input cluster : read.inputs()) {
            if (requests.put(cluster.name(), cluster.parsed().request()) != null) {
                throw new UsageException("cluster " + cluster.name() + " stands twice in the files");
            }
            ValidationReport report =
                    evaluator.evaluate(cluster.name(), cluster.parsed()).report();
            report.errors().forEach(error -> err.println("error: " + cluster.name() + ": " + error));
            valid &= report.isValid();
        }
        err.flush();
        if (!valid) {
            return ClusterTool.REFUSED;
        }
        BatchOptions options = BatchOptions.defaults()
                .withChangeOptions(ChangeOptions.defaults().withSkipChecks(skipChecks));
        try (ClusterRegistry registry = target.open(evaluator)) {
            return BatchSummary.print(registry.saveAll(requests, options), out, err);
        }
    }
}
