package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.ClusterList;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.examples.tool.ClusterTool.UsageException;
import io.nautes.cluster.examples.tool.graph.ClusterGraph;
import io.nautes.cluster.examples.tool.graph.ClusterOverview;
import io.nautes.cluster.examples.tool.graph.GraphLanguage;
import io.nautes.cluster.examples.tool.graph.HtmlPage;
import io.nautes.cluster.examples.tool.graph.SvgImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code graph}. */
@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        description = "Draws hosts, the virtual clusters that they carry, and the components of each.",
        footer = {
            "",
            "Examples:",
            "  nautes-cluster graph --repository tenant.git                       (paste it into a Markdown file)",
            "  nautes-cluster graph -o html --repository tenant.git --kubeconfigs DIR > clusters.html",
            "  nautes-cluster graph -o dot --repository tenant.git | dot -Tsvg > clusters.svg"
        })
final class GraphCommand implements Callable<Integer> {
    @Mixin
    TargetOptions target = new TargetOptions();

    @Option(
            names = {"-o", "--output"},
            defaultValue = "mermaid",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    Format format = Format.mermaid;

    @Option(
            names = "--language",
            description = "of html and svg: one of ${COMPLETION-CANDIDATES} (default: that of the system)")
    @Nullable
    GraphLanguage language;

    @Mixin
    EvaluatorOptions evaluation = new EvaluatorOptions();

    @Mixin
    KubeconfigOptions kubeconfigs = new KubeconfigOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    /** The output formats; users type the names of the constants. */
    enum Format {
        /** A Mermaid flowchart, which many Markdown viewers draw. */
        mermaid,
        /** The DOT language of Graphviz. */
        dot,
        /** A searchable HTML page, in one file. */
        html,
        /** An SVG image. */
        svg
    }

    @Override
    public Integer call() throws IOException {
        String graph;
        try (KubeconfigOptions.Kept kept = kubeconfigs.open();
                ClusterRegistry registry = target.open()) {
            graph = graph(registry.list(), kept.storeOrNull());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(graph);
        out.flush();
        return ClusterTool.DONE;
    }

    private String graph(ClusterList clusters, @Nullable KubeconfigStore kept) throws IOException {
        return switch (format) {
            case mermaid -> mermaid(clusters);
            case dot -> new ClusterGraph(clusters.all()).toDot();
            case html -> HtmlPage.of(overview(clusters, kept), language());
            case svg -> SvgImage.of(overview(clusters, kept), language());
        };
    }

    private static String mermaid(ClusterList clusters) {
        try {
            return new ClusterGraph(clusters.all()).toMermaid();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private ClusterOverview overview(ClusterList clusters, @Nullable KubeconfigStore kept) throws IOException {
        ComponentCatalog catalog = evaluation.catalog == null ? ComponentCatalog.standard() : evaluation.readCatalog();
        return ClusterOverview.of(clusters, catalog, kept, Instant.now());
    }

    private GraphLanguage language() {
        boolean isChinese = Locale.getDefault().getLanguage().equals(Locale.CHINESE.getLanguage());
        return language != null ? language : isChinese ? GraphLanguage.zh : GraphLanguage.en;
    }
}
