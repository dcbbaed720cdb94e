package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.gitstore.ClusterTemplates;
import io.nautes.cluster.model.ClusterRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code apply}. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Saves all clusters in the files, hosts before the virtual clusters that need them.",
        footer = {
            "",
            "On a repository, all clusters go into one commit; if one is refused, nothing is saved.",
            "On an API server they are saved one after the other. Ctrl-C lets the one in progress end, begins no other,",
            "and shows what was saved and what was not tried.",
            "",
            "Examples:",
            "  nautes-cluster apply -f clusters/ --repository tenant.git --dry-run",
            "  nautes-cluster apply -f clusters/ --repository tenant.git --vault https://vault.example.com:8200",
            "  nautes-cluster apply -f host.yaml -f ci.json --api-server https://nautes.example.com --ca ca.pem",
            "  cat ci.json | nautes-cluster apply -f - --name ci --repository tenant.git"
        })
final class ApplyCommand extends RequestsCommand {
    @Mixin
    TargetOptions target = new TargetOptions();

    @Mixin
    TemplateOptions templates = new TemplateOptions();

    @Mixin
    KubeconfigOptions kubeconfigs = new KubeconfigOptions();

    @Option(
            names = {"-i", "--insecure-skip-check"},
            description = "request to skip the check that a cluster is not in use")
    boolean skipChecks;

    @Mixin
    ProbeOptions probe = new ProbeOptions();

    @Option(names = "--preflight", description = "check each cluster as preflight does, and save nothing if one fails")
    boolean preflight;

    @Option(names = "--dry-run", description = "show what would change, as diff does, and change nothing")
    boolean dryRun;

    @Override
    int run(PrintWriter out, PrintWriter err) throws IOException {
        ClusterEvaluator evaluator = evaluation.builder().build();
        List<InputOptions.Input> inputs = read(err);
        Map<String, ClusterRequest> requests = byName(inputs);
        List<Judged> clusters = judge(inputs, evaluator);
        clusters.forEach(cluster -> cluster.printErrors(err));
        if (!clusters.stream().allMatch(Judged::isValid)) {
            return ClusterTool.REFUSED;
        }
        if (preflight && !pass(inputs, evaluator, err)) {
            return ClusterTool.REFUSED;
        }
        if (dryRun) {
            DiffCommand.print(clusters, target, out);
            return ClusterTool.DONE;
        }
        BatchOptions options = BatchOptions.defaults()
                .withChangeOptions(ChangeOptions.defaults().withSkipChecks(skipChecks));
        ClusterTemplates renderer = templates.read(evaluation, target.git.ca).orElse(null);
        try (StoppableBatch batch = new StoppableBatch(target.isRepository());
                KubeconfigOptions.Kept kept = kubeconfigs.open();
                ClusterRegistry registry = target.open(evaluator, renderer, kept.storeOrNull())) {
            BatchResult result;
            try (Progress progress = Progress.of("apply", requests.size(), Colors.isTerminal())) {
                result = batch.run(
                        requests.keySet(),
                        progress,
                        listener -> registry.saveAll(requests, options.withListener(listener)));
            }
            return BatchSummary.print(result, out, err);
        }
    }

    /** Checks each cluster against its API server, and shows the findings. */
    private boolean pass(List<InputOptions.Input> inputs, ClusterEvaluator evaluator, PrintWriter err)
            throws IOException {
        boolean passes = true;
        for (InputOptions.Input cluster : inputs) {
            ValidationReport report = probe.check(cluster, evaluator, err);
            report.findings()
                    .forEach(finding -> err.println(finding.severity().name().toLowerCase(Locale.ROOT) + ": "
                            + cluster.name() + ": " + SafeWriter.escaped(finding.toString())));
            passes &= report.isValid();
        }
        err.flush();
        return passes;
    }
}
