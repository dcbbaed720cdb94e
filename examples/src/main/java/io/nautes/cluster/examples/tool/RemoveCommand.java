package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.gitstore.ClusterTemplates;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code remove}. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Deletes the registrations of clusters, virtual clusters before their hosts.")
final class RemoveCommand extends RequestsCommand {
    private static final int SHOWN_NAMES = 10;

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

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask for confirmation, which is asked on a terminal only")
    boolean yes;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "names of clusters")
    List<String> names = new ArrayList<>();

    @Override
    int run(PrintWriter out, PrintWriter err) throws IOException {
        Set<String> all = new LinkedHashSet<>(names);
        if (!input.files.isEmpty()) {
            read(err).forEach(cluster -> all.add(cluster.name()));
        }
        if (all.isEmpty()) {
            throw new UsageException("no clusters are given; give their names, or files with -f");
        }
        Optional<Console> terminal = yes ? Optional.empty() : Colors.terminal();
        if (terminal.isPresent() && !isConfirmed(all, err, terminal.get()::readLine)) {
            err.println("nothing was removed");
            return ClusterTool.REFUSED;
        }
        BatchOptions options = BatchOptions.defaults()
                .withChangeOptions(ChangeOptions.defaults().withSkipChecks(skipChecks));
        ClusterTemplates renderer = templates.read(evaluation, target.git.ca).orElse(null);
        try (StoppableBatch batch = new StoppableBatch(target.isRepository());
                KubeconfigOptions.Kept kept = kubeconfigs.open();
                ClusterRegistry registry = target.open(evaluation.builder().build(), renderer, kept.storeOrNull())) {
            BatchResult result;
            try (Progress progress = Progress.of("remove", all.size(), Colors.isTerminal())) {
                result = batch.run(all, progress, listener -> registry.deleteAll(all, options.withListener(listener)));
            }
            boolean deleted =
                    result.entries().stream().anyMatch(entry -> entry.outcome() == BatchResult.Outcome.DELETED);
            if (deleted && target.isRepository() && !kubeconfigs.isGiven()) {
                err.println(Colors.ofProcess().doubtful("warning:")
                        + " stored kubeconfigs are not removed; specify the store with --kubeconfigs DIR"
                        + " or --vault URL");
                err.flush();
            }
            return BatchSummary.print(result, out, err);
        }
    }

    /** Asks whether to remove clusters. Any answer other than yes means no, and so does the end of the input. */
    static boolean isConfirmed(Set<String> names, PrintWriter out, Supplier<@Nullable String> answers) {
        String which = names.size() > SHOWN_NAMES ? names.size() + " clusters" : String.join(", ", names);
        out.print(SafeWriter.escaped("Remove the registrations of " + which + "? [y/N] "));
        out.flush();
        String answer = answers.get();
        return answer != null && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
    }
}
