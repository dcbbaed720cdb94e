package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchPlan;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.PlannedFiles;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.gitstore.ClusterTemplates;
import io.nautes.cluster.model.ClusterRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code render}. */
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        description = "Shows the files that apply would write into the repository; changes nothing there.",
        footer = {"", "The files contain values of the settings, including secrets."})
final class RenderCommand extends RequestsCommand {
    @Mixin
    TargetOptions target = new TargetOptions();

    @Mixin
    TemplateOptions templates = new TemplateOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write the complete resulting tree to this new or empty folder")
    @Nullable
    Path out;

    @Override
    int run(PrintWriter text, PrintWriter err) throws IOException {
        ClusterTemplates renderer = templates
                .read(evaluation, target.git.ca)
                .orElseThrow(() -> new UsageException("no templates are given; give --templates DIR|GIT-URL"));
        Path folder = out;
        if (folder != null && !isEmptyOrAbsent(folder)) {
            throw new UsageException("--out: " + folder + " is not an empty folder");
        }
        Map<String, ClusterRequest> requests = byName(read(err));
        try (ClusterRegistry registry = StoreClusterRegistry.builder(target.openStore(true, renderer))
                .evaluator(evaluation.builder().build())
                // Nothing is registered, so there is no warning about kubeconfigs that are not stored.
                .kubeconfigs(new InMemoryKubeconfigStore())
                .build()) {
            BatchPlan plan = registry.planAll(requests, BatchOptions.defaults());
            int code = BatchSummary.print(plan, err);
            if (code == ClusterTool.DONE) {
                show(plan.files(), folder, text);
            }
            return code;
        }
    }

    private static void show(PlannedFiles files, @Nullable Path folder, PrintWriter text) throws IOException {
        if (folder == null) {
            for (String path : files.written()) {
                String content = new String(files.content(path), StandardCharsets.UTF_8);
                text.print("==> " + path + "\n" + content + (content.endsWith("\n") ? "" : "\n"));
            }
        } else {
            write(files, folder);
            text.println(files.files().size() + " files in " + folder + ", "
                    + files.written().size() + " of them new or different");
        }
        files.removed().forEach(path -> text.println("removed: " + path));
    }

    private static void write(PlannedFiles planned, Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        PrivateFiles files = new PrivateFiles(folder.toAbsolutePath().normalize());
        for (String path : planned.files()) {
            files.write(path, planned.content(path));
        }
    }

    private static boolean isEmptyOrAbsent(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
