package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.preflight.ClusterProbe;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for checks of clusters against their API servers. */
final class ProbeOptions {
    @Option(
            names = "--host-kubeconfig",
            paramLabel = "FILE",
            description = "kubeconfig of the host of virtual clusters, whose node ports are checked there")
    @Nullable
    Path hostKubeconfig;

    @Option(
            names = "--probe-timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "how long the checks of a cluster may take (default: ${DEFAULT-VALUE})")
    int timeout = 10;

    @Option(
            names = "--try-node-ports",
            description = "ask for node ports in a dry run if the kubeconfig may not list services")
    boolean tryNodePorts;

    /** Checks a cluster. Without a kubeconfig, prints that the check was skipped and returns no findings. */
    ValidationReport check(InputOptions.Input cluster, ClusterEvaluator evaluator, PrintWriter err) throws IOException {
        if (timeout < 1) {
            throw new UsageException("--probe-timeout must be at least 1 second (got " + timeout + ")");
        }
        ClusterRequest request = cluster.parsed().request();
        Optional<Kubeconfig> kubeconfig = kubeconfig(request);
        if (kubeconfig.isEmpty()) {
            err.println("skipped: cluster " + cluster.name() + " has no kubeconfig; for a virtual cluster, give that of"
                    + " its host with --host-kubeconfig");
            err.flush();
            return ValidationReport.empty();
        }
        return ClusterProbe.builder()
                .deadline(Duration.ofSeconds(timeout))
                .dryRunOfNodePorts(tryNodePorts)
                .evaluator(evaluator)
                .build()
                .check(cluster.name(), request, kubeconfig.get());
    }

    private Optional<Kubeconfig> kubeconfig(ClusterRequest request) throws IOException {
        boolean isVirtual = request.category().map(ClusterCategory::isVirtual).orElse(false);
        if (!isVirtual) {
            return Optional.ofNullable(request.kubeconfig());
        }
        return hostKubeconfig == null ? Optional.empty() : Optional.of(Kubeconfig.of(TextFiles.read(hostKubeconfig)));
    }
}
