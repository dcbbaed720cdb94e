package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code restore}. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Registers a cluster again as it was at a revision, in one commit.",
        footer = {
            "",
            "The old registration must pass the current rules. The kubeconfig is not in the repository and is not"
                    + " changed."
        })
final class RestoreCommand extends ToolCommand {
    @Mixin
    RepositoryOptions target = new RepositoryOptions();

    @Mixin
    KubeconfigOptions kubeconfigs = new KubeconfigOptions();

    @Mixin
    EvaluatorOptions evaluation = new EvaluatorOptions();

    @Parameters(paramLabel = "NAME", description = "the cluster's name; it may have been removed")
    String name = "";

    @Option(
            names = "--revision",
            required = true,
            paramLabel = "REVISION",
            description = "the id of a commit, or its first digits; history lists them")
    String revision = "";

    @Option(
            names = {"-i", "--insecure-skip-check"},
            description = "request to skip the check that the cluster is not in use")
    boolean skipChecks;

    @Override
    int run(PrintWriter out, PrintWriter err) throws IOException {
        try (KubeconfigOptions.Kept kept = kubeconfigs.open();
                StoreClusterRegistry registry = registry(kept.storeOrNull())) {
            SaveResult result =
                    registry.restore(name, revision, ChangeOptions.defaults().withSkipChecks(skipChecks));
            result.warnings().forEach(warning -> err.println("warning: " + name + ": " + warning));
            if (!kubeconfigs.isGiven()) {
                err.println("warning: " + name + ": its stored kubeconfig was not checked; specify the store"
                        + " with --kubeconfigs DIR or --vault URL");
            }
            boolean changed = result.change() != SaveResult.Change.UNCHANGED;
            out.println(name + ": "
                    + (changed
                            ? "restored, in revision " + result.revision().orElseThrow()
                            : "unchanged, it is already registered like that"));
            return ClusterTool.DONE;
        }
    }

    private StoreClusterRegistry registry(@Nullable KubeconfigStore kept) throws IOException {
        StoreClusterRegistry.Builder builder = StoreClusterRegistry.builder(target.open(false, null))
                .evaluator(evaluation.builder().build());
        return kept == null ? builder.build() : builder.kubeconfigs(kept).build();
    }
}
