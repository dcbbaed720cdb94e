package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.model.ClusterJson;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code history}. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Shows who changed a cluster's registration, and when; newest first.",
        footer = {"", "See one of them:   nautes-cluster show NAME --revision REVISION --repository ..."})
final class HistoryCommand extends RepositoryCommand {
    /** The number of digits shown of a revision, which is also enough for {@code --revision}. */
    private static final int SHOWN_DIGITS = 12;

    @Parameters(paramLabel = "NAME", description = "the cluster's name; it may have been removed")
    String name = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "2147483647",
            showDefaultValue = Visibility.NEVER,
            description = "only the newest N changes (default: all)")
    int limit = Integer.MAX_VALUE;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "text",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    ValidateCommand.Format format = ValidateCommand.Format.text;

    @Override
    int run(GitClusterStore store, PrintWriter out, PrintWriter err) {
        if (limit < 1) {
            throw new ClusterTool.UsageException("--limit: must be at least 1 (got " + limit + ")");
        }
        List<ClusterRevision> history = store.history(name, limit);
        if (history.isEmpty()) {
            err.println("error: cluster " + name + " was never registered in this repository");
            return ClusterTool.REFUSED;
        }
        out.print(format == ValidateCommand.Format.json ? json(history) : text(history));
        return ClusterTool.DONE;
    }

    private static String text(List<ClusterRevision> history) {
        Table table = new Table("REVISION", "TIME", "OPERATION", "AUTHOR", "SUBJECT");
        for (ClusterRevision revision : history) {
            table.add(
                    revision.revision().substring(0, SHOWN_DIGITS),
                    revision.time().toString(),
                    operation(revision),
                    revision.author().name(),
                    revision.subject());
        }
        return table.toString();
    }

    private static String operation(ClusterRevision revision) {
        return revision.operation().name().toLowerCase(Locale.ROOT);
    }

    private String json(List<ClusterRevision> history) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("name", name);
        document.put("revisions", history.stream().map(HistoryCommand::tree).toList());
        return new String(ClusterJson.writeTree(document), StandardCharsets.UTF_8) + "\n";
    }

    private static Map<String, @Nullable Object> tree(ClusterRevision revision) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("revision", revision.revision());
        tree.put("time", revision.time().toString());
        tree.put("operation", operation(revision));
        tree.put("author", revision.author().name());
        tree.put("email", revision.author().email());
        tree.put("subject", revision.subject());
        tree.put("request_id", revision.requestIdOrNull());
        return tree;
    }
}
