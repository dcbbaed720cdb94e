package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.preflight.status.ClusterStatus;
import io.nautes.cluster.preflight.status.ClusterStatusReader;
import io.nautes.cluster.preflight.status.StatusListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows what Nautes' operators and Argo CD report of registered clusters.",
        footer = {
            "",
            "Exit code 1 means that a cluster is not ready.",
            "",
            "Examples:",
            "  nautes-cluster status --management-kubeconfig tenant.kubeconfig",
            "  nautes-cluster status host ci --management-kubeconfig tenant.kubeconfig --wait --timeout 900"
        })
final class StatusCommand extends ToolCommand {
    @Parameters(arity = "0..*", paramLabel = "NAME", description = "names of clusters (default: all)")
    List<String> names = new ArrayList<>();

    @Option(
            names = "--management-kubeconfig",
            paramLabel = "FILE",
            required = true,
            description = "kubeconfig of the tenant management cluster")
    Path kubeconfig = Path.of("");

    @Option(names = "--tenant", paramLabel = "NAME", description = "the tenant, to show why a registration was refused")
    @Nullable
    String tenant;

    @Option(
            names = "--namespace",
            defaultValue = "nautes",
            description = "namespace of the clusters' resources (default: ${DEFAULT-VALUE})")
    String namespace = "nautes";

    @Option(names = "--wait", description = "wait until the named clusters are ready, and show each change")
    boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "how long to wait for each cluster (default: ${DEFAULT-VALUE})")
    long timeout = 600;

    @Override
    int run(PrintWriter out, PrintWriter err) throws IOException {
        if (wait && names.isEmpty()) {
            throw new ClusterTool.UsageException("--wait needs the names of the clusters to wait for");
        }
        ClusterStatusReader.Builder builder = ClusterStatusReader.builder(Kubeconfig.of(TextFiles.read(kubeconfig)))
                .namespace(namespace);
        if (tenant != null) {
            builder.tenant(tenant);
        }
        ClusterStatusReader reader = builder.build();
        return wait ? waitFor(reader, out, err) : show(statuses(reader), out);
    }

    private List<ClusterStatus> statuses(ClusterStatusReader reader) {
        return names.isEmpty()
                ? reader.list()
                : names.stream().map(reader::read).toList();
    }

    private static int show(List<ClusterStatus> statuses, PrintWriter out) {
        for (ClusterStatus status : statuses) {
            out.println(SafeWriter.escaped(status.name() + "  " + status.phase()));
            status.reasons().forEach(reason -> out.println(SafeWriter.escaped("  " + reason)));
            status.warnings()
                    .forEach(warning ->
                            out.println(SafeWriter.escaped("  warning: " + warning.type() + ": " + warning.message())));
        }
        return statuses.stream().allMatch(ClusterStatus::isReady) ? ClusterTool.DONE : ClusterTool.REFUSED;
    }

    private int waitFor(ClusterStatusReader reader, PrintWriter out, PrintWriter err) {
        int code = ClusterTool.DONE;
        for (String name : names) {
            try {
                reader.awaitReady(name, Duration.ofSeconds(timeout), new StatusListener() {
                    @Override
                    public void onChange(ClusterStatus status) {
                        out.println(SafeWriter.escaped(status.toString()));
                        out.flush();
                    }

                    @Override
                    public void onFailure(RegistryException failure) {
                        err.println("warning: " + SafeWriter.escaped(String.valueOf(failure.getMessage())));
                        err.flush();
                    }
                });
            } catch (RegistryException e) {
                if (e.code() != FailureCode.TIMEOUT) {
                    throw e;
                }
                err.println("error: " + SafeWriter.escaped(String.valueOf(e.getMessage())));
                err.flush();
                code = ClusterTool.REFUSED;
            }
        }
        return code;
    }
}
