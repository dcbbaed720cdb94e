package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code preflight}. */
@Command(
        name = "preflight",
        mixinStandardHelpOptions = true,
        description = "Validates the files, and checks each cluster against its API server; changes nothing.",
        footer = {
            "",
            "Checked are the connection, certificates, credentials, version, permissions, node ports, namespaces,",
            "resource definitions, nodes, storage and clock. docs/preflight.md lists the codes.",
            "",
            "Examples:",
            "  nautes-cluster preflight -f host.json",
            "  nautes-cluster preflight -f ci.json --host-kubeconfig ~/.kube/host.yaml -o json"
        })
final class PreflightCommand extends RequestsCommand {
    @Mixin
    ProbeOptions probe = new ProbeOptions();

    @Option(
            names = {"-o", "--output"},
            defaultValue = "text",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    ValidateCommand.Format format = ValidateCommand.Format.text;

    @Option(
            names = "--lang",
            defaultValue = "en",
            description = "language of the findings, one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    ValidateCommand.Language language = ValidateCommand.Language.en;

    @Override
    int run(PrintWriter out, PrintWriter err) throws IOException {
        ClusterEvaluator evaluator = evaluation.builder().build();
        List<FindingsOutput.Checked> checked = new ArrayList<>();
        for (Judged cluster : judge(read(err), evaluator)) {
            List<Finding> findings =
                    new ArrayList<>(cluster.evaluation().report().findings());
            findings.addAll(probe.check(cluster.input(), evaluator, err).findings());
            checked.add(new FindingsOutput.Checked(cluster.input(), new ValidationReport(findings)));
        }
        out.print(FindingsOutput.of(checked, format, language.locale()));
        return checked.stream().allMatch(cluster -> cluster.report().isValid())
                ? ClusterTool.DONE
                : ClusterTool.REFUSED;
    }
}
