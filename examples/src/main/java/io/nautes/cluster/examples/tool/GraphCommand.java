package io.nautes.cluster.examples.tool;

import io.nautes.cluster.core.ClusterRegistry;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code graph}. */
@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        description = "Draws hosts, the virtual clusters that they carry, and the components of each.",
        footer = {
            "",
            "Examples:",
            "  nautes-cluster graph --repository tenant.git                       (paste it into a Markdown file)",
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

    @Spec
    CommandSpec spec = CommandSpec.create();

    /** Languages of graphs; the names are what users type. */
    enum Format {
        /** A Mermaid flowchart, which many Markdown viewers draw. */
        mermaid,
        /** Graphviz's DOT. */
        dot
    }

    @Override
    public Integer call() {
        ClusterGraph graph;
        try (ClusterRegistry registry = target.open()) {
            graph = new ClusterGraph(registry.list().all());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(format == Format.dot ? graph.toDot() : graph.toMermaid());
        out.flush();
        return ClusterTool.DONE;
    }
}
