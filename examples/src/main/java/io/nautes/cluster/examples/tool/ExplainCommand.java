package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.Severity;
import io.nautes.cluster.model.ClusterJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Shows what would be installed, and why; changes nothing.",
        footer = {"", "With a target, ports that depend on a virtual cluster's host are filled in."})
final class ExplainCommand extends RequestsCommand implements ProfileDefaults.TargetIsOptional {
    @Mixin
    TargetOptions target = new TargetOptions();

    @Option(
            names = {"-o", "--output"},
            defaultValue = "text",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    ValidateCommand.Format format = ValidateCommand.Format.text;

    @Override
    int run(PrintWriter out, PrintWriter err) throws IOException {
        List<Judged> clusters = judge(read(err), evaluation.builder().build(), target);
        List<Map<String, @Nullable Object>> trees = new ArrayList<>();
        for (Judged cluster : clusters) {
            cluster.evaluation()
                    .report()
                    .findings()
                    .forEach(finding -> err.println((finding.severity() == Severity.ERROR ? "error: " : "warning: ")
                            + cluster.name() + ": " + finding));
            trees.add(cluster.evaluation().explanation().toTree());
            if (format == ValidateCommand.Format.text) {
                out.print(cluster.evaluation().explanation().toText());
            }
        }
        if (format == ValidateCommand.Format.json) {
            out.println(new String(ClusterJson.writeTree(Map.of("explanations", trees)), StandardCharsets.UTF_8));
        }
        return clusters.stream().allMatch(Judged::isValid) ? ClusterTool.DONE : ClusterTool.REFUSED;
    }
}
