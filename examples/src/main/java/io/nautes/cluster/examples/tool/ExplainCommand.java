package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.ClusterEvaluator;
import io.nautes.cluster.core.Evaluation;
import io.nautes.cluster.core.RegisteredClusters;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.model.ClusterJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Shows what would be installed, and why; changes nothing.",
        footer = {"", "With a target, ports that a virtual cluster's host decides are filled in."})
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    InputOptions input = new InputOptions();

    @Mixin
    EvaluatorOptions evaluation = new EvaluatorOptions();

    @Mixin
    TargetOptions target = new TargetOptions();

    @Option(
            names = {"-o", "--output"},
            defaultValue = "text",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    ValidateCommand.Format format = ValidateCommand.Format.text;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        InputOptions.Read read = input.read();
        read.skipped().forEach(skipped -> err.println("skipped: " + skipped));
        ClusterEvaluator evaluator = evaluation.builder().build();
        Optional<RegisteredClusters> registered = target.registeredIfGiven();
        List<Map<String, @Nullable Object>> trees = new ArrayList<>();
        boolean valid = true;
        for (InputOptions.Input cluster : read.inputs()) {
            Evaluation result = registered.isPresent()
                    ? evaluator.evaluate(cluster.name(), cluster.parsed(), registered.get())
                    : evaluator.evaluate(cluster.name(), cluster.parsed());
            result.report()
                    .findings()
                    .forEach(finding -> err.println((finding.severity() == Severity.ERROR ? "error: " : "warning: ")
                            + cluster.name() + ": " + finding));
            valid &= result.report().isValid();
            trees.add(result.explanation().toTree());
            if (format == ValidateCommand.Format.text) {
                out.print(result.explanation().toText());
            }
        }
        if (format == ValidateCommand.Format.json) {
            out.println(new String(ClusterJson.writeTree(Map.of("explanations", trees)), StandardCharsets.UTF_8));
        }
        out.flush();
        err.flush();
        return valid ? ClusterTool.DONE : ClusterTool.REFUSED;
    }
}
