package io.nautes.cluster.examples.tool;

import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Clusters as the nodes of a graph: a host points to the virtual clusters that it carries. */
final class ClusterGraph {
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();

    /** A cluster; one that is named as a host and is not registered is {@code missing}. */
    private record Node(String id, List<String> lines, boolean virtual, boolean missing) {}

    private record Edge(String from, String to) {}

    ClusterGraph(List<Cluster> clusters) {
        clusters.forEach(this::add);
        for (Cluster cluster : clusters) {
            String host = cluster.hostCluster();
            if (host != null && !host.isEmpty()) {
                if (!ids.containsKey(host)) {
                    nodes.add(new Node(id(host), List.of(host, "not registered"), false, true));
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
        nodes.add(new Node(id(cluster.name()), lines, virtual, false));
    }

    private String id(String name) {
        return ids.computeIfAbsent(name, key -> "n" + ids.size());
    }

    /** Returns the graph as a Mermaid flowchart, with virtual clusters in rounded boxes. */
    String toMermaid() {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (Node node : nodes) {
            String label = node.lines().stream().map(ClusterGraph::mermaid).collect(Collectors.joining("<br/>"));
            text.append("    ")
                    .append(node.id())
                    .append(node.virtual() ? "(\"" : "[\"")
                    .append(label)
                    .append(node.virtual() ? "\")" : "\"]")
                    .append('\n');
            if (node.missing()) {
                text.append("    style ").append(node.id()).append(" stroke-dasharray: 5 5\n");
            }
        }
        edges.forEach(edge -> text.append("    ")
                .append(edge.from())
                .append(" --> ")
                .append(edge.to())
                .append('\n'));
        return text.toString();
    }

    /** Returns the graph in the DOT language, with virtual clusters in rounded boxes. */
    String toDot() {
        StringBuilder text = new StringBuilder("digraph clusters {\n    rankdir=LR;\n    node [shape=box];\n");
        for (Node node : nodes) {
            String label = node.lines().stream().map(ClusterGraph::dot).collect(Collectors.joining("\\n"));
            String style = node.virtual() ? ", style=rounded" : node.missing() ? ", style=dashed" : "";
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

    /** Returns a text for a quoted Mermaid label, in which whatever could end or change it is written as an entity. */
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
