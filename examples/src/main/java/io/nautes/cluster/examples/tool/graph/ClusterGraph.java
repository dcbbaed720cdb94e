package io.nautes.cluster.examples.tool.graph;

import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.WorkerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A graph with clusters as nodes and an edge from each host to its virtual clusters. */
public final class ClusterGraph {
    /** The default limits of Mermaid: {@code maxTextSize} and {@code maxEdges}. */
    private static final int MERMAID_TEXT = 50_000;

    private static final int MERMAID_EDGES = 500;
    private static final String HOST = "host";
    private static final String DEPLOYMENT = "deployment";
    private static final String PIPELINE = "pipeline";
    private static final String MISSING = "missing";
    private static final String UNKNOWN = "unknown";
    private static final Map<String, String> MERMAID_CLASSES = new TreeMap<>(Map.of(
            HOST, mermaidClass("#e6e8fb", GraphColors.of(ClusterCategory.HOST)),
            DEPLOYMENT, mermaidClass("#e0f3eb", GraphColors.of(ClusterCategory.PHYSICAL_DEPLOYMENT_RUNTIME)),
            PIPELINE, mermaidClass("#fbeedd", GraphColors.of(ClusterCategory.PHYSICAL_PIPELINE_RUNTIME)),
            UNKNOWN, mermaidClass("#eef0f2", GraphColors.of(null)),
            MISSING, mermaidClass("#fff", "#b42318") + ",stroke-dasharray:5 5"));

    private final Map<String, String> ids = new LinkedHashMap<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Edge> edges = new ArrayList<>();

    /** A cluster. */
    private record Node(String id, List<String> lines, boolean virtual, String style) {}

    private record Edge(String from, String to) {}

    /** Creates the graph of clusters. */
    public ClusterGraph(List<Cluster> clusters) {
        clusters.forEach(this::add);
        for (Cluster cluster : clusters) {
            String host = cluster.hostCluster();
            if (host != null && !host.isEmpty()) {
                if (!ids.containsKey(host)) {
                    add(new Node(id(host), List.of(host, "not registered"), false, MISSING));
                }
                edges.add(new Edge(id(host), id(cluster.name())));
            }
        }
    }

    private void add(Cluster cluster) {
        List<String> lines = new ArrayList<>();
        lines.add(cluster.name());
        lines.add(cluster.category().map(ClusterCategory::description).orElse("no category"));
        cluster.componentsList()
                .forEach((category, component) -> lines.add(category.wireName() + ": " + component.name()));
        boolean virtual = cluster.category().map(ClusterCategory::isVirtual).orElse(false);
        String style = cluster.category().map(ClusterGraph::style).orElse(UNKNOWN);
        add(new Node(id(cluster.name()), lines, virtual, style));
    }

    private void add(Node node) {
        nodes.put(node.id(), node);
    }

    private static String mermaidClass(String fill, String stroke) {
        return "fill:" + fill + ",stroke:" + stroke + ",color:#1c2024";
    }

    private static String style(ClusterCategory category) {
        return category == ClusterCategory.HOST
                ? HOST
                : category.workerType().filter(WorkerType.PIPELINE::equals).isPresent() ? PIPELINE : DEPLOYMENT;
    }

    private String id(String name) {
        return ids.computeIfAbsent(name, key -> "n" + ids.size());
    }

    /**
     * Returns the graph as a Mermaid flowchart in a Markdown fence. A host and its virtual clusters form a subgraph. Components
     * are omitted if they would make the text longer than Mermaid accepts.
     *
     * @throws IllegalArgumentException if there are too many clusters for Mermaid
     */
    public String toMermaid() {
        String text = edges.size() > MERMAID_EDGES ? null : mermaid(true);
        if (text != null && text.length() > MERMAID_TEXT) {
            text = mermaid(false);
        }
        if (text == null || text.length() > MERMAID_TEXT) {
            throw new IllegalArgumentException(nodes.size() + " clusters are more than Mermaid draws (" + MERMAID_TEXT
                    + " characters, " + MERMAID_EDGES + " edges); use -o html, -o svg or -o dot");
        }
        return "```mermaid\n" + text + "```\n";
    }

    private String mermaid(boolean hasComponents) {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        Map<String, List<Node>> guests = new LinkedHashMap<>();
        edges.forEach(edge -> guests.computeIfAbsent(edge.from(), key -> new ArrayList<>())
                .add(Objects.requireNonNull(nodes.get(edge.to()))));
        Set<String> carried = edges.stream().map(Edge::to).collect(Collectors.toSet());
        for (Node node : nodes.values()) {
            List<Node> ofHost = guests.getOrDefault(node.id(), List.of());
            if (!ofHost.isEmpty()) {
                String title = node.lines().get(0);
                text.append("    subgraph s")
                        .append(node.id())
                        .append("[\"")
                        .append(mermaid(title))
                        .append("\"]\n");
                mermaid(text, node, hasComponents);
                ofHost.forEach(guest -> mermaid(text, guest, hasComponents));
                text.append("    end\n");
            } else if (!carried.contains(node.id())) {
                mermaid(text, node, hasComponents);
            }
        }
        for (Edge edge : edges) {
            text.append("    ")
                    .append(edge.from())
                    .append(" --> ")
                    .append(edge.to())
                    .append('\n');
        }
        MERMAID_CLASSES.forEach((name, style) -> {
            if (nodes.values().stream().anyMatch(node -> node.style().equals(name))) {
                text.append("    classDef ")
                        .append(name)
                        .append(' ')
                        .append(style)
                        .append('\n');
            }
        });
        return text.toString();
    }

    private static void mermaid(StringBuilder text, Node node, boolean hasComponents) {
        String label = node.lines().stream()
                .limit(hasComponents ? Integer.MAX_VALUE : 2)
                .map(ClusterGraph::mermaid)
                .collect(Collectors.joining("<br/>"));
        text.append("    ")
                .append(node.id())
                .append(node.virtual() ? "(\"" : "[\"")
                .append(label)
                .append(node.virtual() ? "\")" : "\"]")
                .append(":::")
                .append(node.style())
                .append('\n');
    }

    /** Returns the graph in the DOT language, with virtual clusters in rounded boxes. */
    public String toDot() {
        StringBuilder text = new StringBuilder("digraph clusters {\n    rankdir=LR;\n    node [shape=box];\n");
        for (Node node : nodes.values()) {
            String label = node.lines().stream().map(ClusterGraph::dot).collect(Collectors.joining("\\n"));
            String style = node.virtual() ? ", style=rounded" : node.style().equals(MISSING) ? ", style=dashed" : "";
            text.append("    ")
                    .append(node.id())
                    .append(" [label=\"")
                    .append(label)
                    .append('"')
                    .append(style)
                    .append("];\n");
        }
        edges.forEach(edge -> text.append("    ")
                .append(edge.from())
                .append(" -> ")
                .append(edge.to())
                .append(";\n"));
        return text.append("}\n").toString();
    }

    /** Returns a text as a quoted Mermaid label, with entities for all characters that could end or change the label. */
    private static String mermaid(String text) {
        StringBuilder escaped = new StringBuilder();
        oneLine(text).codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || " -_.:/".indexOf(c) >= 0) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append('#').append(c).append(';');
            }
        });
        return escaped.toString();
    }

    private static String dot(String text) {
        return oneLine(text).replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
