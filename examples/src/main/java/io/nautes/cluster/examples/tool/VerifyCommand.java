package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.KubeconfigMismatch;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.gitstore.RepositoryProblem;
import io.nautes.cluster.gitstore.RepositoryReport;
import io.nautes.cluster.model.ClusterJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Checks that the folder of clusters is in order: each file listed once, each line with a file, all"
                        + " readable. With a store of kubeconfigs, also checks that each physical cluster has its own and"
                        + " none is left over. Changes nothing.")
final class VerifyCommand extends RepositoryCommand {
    @Option(
            names = {"-o", "--output"},
            defaultValue = "text",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    ValidateCommand.Format format = ValidateCommand.Format.text;

    @Mixin
    KubeconfigOptions kubeconfigs = new KubeconfigOptions();

    @Override
    int run(GitClusterStore store, PrintWriter out, PrintWriter err) throws IOException {
        RepositoryReport report = store.verify();
        List<KubeconfigMismatch> mismatches = mismatches(store);
        out.print(format == ValidateCommand.Format.json ? json(report, mismatches) : text(report, mismatches));
        return report.isClean() && mismatches.isEmpty() ? ClusterTool.DONE : ClusterTool.REFUSED;
    }

    private List<KubeconfigMismatch> mismatches(GitClusterStore store) throws IOException {
        try (KubeconfigOptions.Kept kept = kubeconfigs.open()) {
            KubeconfigStore stored = kept.storeOrNull();
            return stored == null
                    ? List.of()
                    : StoreClusterRegistry.builder(store)
                            .kubeconfigs(stored)
                            .build()
                            .verifyKubeconfigs();
        }
    }

    private static String text(RepositoryReport report, List<KubeconfigMismatch> mismatches) {
        if (report.isClean() && mismatches.isEmpty()) {
            return "revision " + report.revision() + ": in order\n";
        }
        StringBuilder text = new StringBuilder();
        report.problems().forEach(problem -> text.append(problem).append('\n'));
        mismatches.forEach(mismatch -> text.append(mismatch).append('\n'));
        return text.toString();
    }

    private static String json(RepositoryReport report, List<KubeconfigMismatch> mismatches) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("revision", report.revision());
        document.put(
                "problems", report.problems().stream().map(VerifyCommand::tree).toList());
        document.put(
                "kubeconfigs",
                mismatches.stream()
                        .map(mismatch -> Map.of(
                                "cluster",
                                mismatch.name(),
                                "kind",
                                mismatch.kind().name().toLowerCase(Locale.ROOT)))
                        .toList());
        return new String(ClusterJson.writeTree(document), StandardCharsets.UTF_8) + "\n";
    }

    private static Map<String, @Nullable Object> tree(RepositoryProblem problem) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("kind", problem.kind().name().toLowerCase(Locale.ROOT));
        tree.put("file", problem.file());
        tree.put("line", problem.line());
        tree.put("message", problem.message());
        return tree;
    }
}
