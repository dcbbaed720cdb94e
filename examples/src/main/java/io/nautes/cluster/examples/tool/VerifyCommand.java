package io.nautes.cluster.examples.tool;

import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.gitstore.RepositoryProblem;
import io.nautes.cluster.gitstore.RepositoryReport;
import io.nautes.cluster.model.ClusterJson;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Looks whether the folder of clusters is in order: each file listed once, each line with a file, all"
                        + " readable; changes nothing.")
final class VerifyCommand extends RepositoryCommand {
    @Option(
            names = {"-o", "--output"},
            defaultValue = "text",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    ValidateCommand.Format format = ValidateCommand.Format.text;

    @Override
    int run(GitClusterStore store, PrintWriter out, PrintWriter err) {
        RepositoryReport report = store.verify();
        out.print(format == ValidateCommand.Format.json ? json(report) : text(report));
        return report.isClean() ? ClusterTool.DONE : ClusterTool.REFUSED;
    }

    private static String text(RepositoryReport report) {
        if (report.isClean()) {
            return "revision " + report.revision() + ": in order\n";
        }
        StringBuilder text = new StringBuilder();
        report.problems().forEach(problem -> text.append(problem).append('\n'));
        return text.toString();
    }

    private static String json(RepositoryReport report) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("revision", report.revision());
        document.put(
                "problems", report.problems().stream().map(VerifyCommand::tree).toList());
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
