package io.nautes.cluster.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads resource files as this library and Nautes 0.4 write them, several times faster than a reader of YAML can: fields
 * in their one order, each on a line of its own. It may misread anything else. So what it reads is written again, and
 * counts only if that gives the same text; other files are left to the reader of YAML.
 */
final class CanonicalYaml {
    private static final String HEAD = "apiVersion: " + ClusterResource.API_VERSION + "\nkind: " + ClusterResource.KIND
            + "\nmetadata:\n  creationTimestamp: null\n";
    private static final String TAIL = "status:\n  productIDMap: null\n  warnings: null\n";

    /** Nautes writes this key as any other, but no reader takes it for one. */
    private static final String MERGE = "<<:";

    private final String text;
    private int at;
    private boolean isOther;

    private CanonicalYaml(String text) {
        this.text = text;
    }

    /** The resource, or {@code null} if the text is written in another way. */
    static @Nullable ClusterResource readOrNull(String text) {
        CanonicalYaml reader = new CanonicalYaml(text);
        ClusterResource resource = reader.resource();
        return !reader.isOther && ClusterYaml.writeText(resource).equals(text) ? resource : null;
    }

    private ClusterResource resource() {
        expect(HEAD);
        String name = field("  name: ");
        String namespace = fieldOrNull("  namespace: ");
        expect("spec:\n");
        ClusterSpec spec = spec();
        expect(TAIL);
        isOther |= name.isEmpty();
        return ClusterResource.of(name, namespace == null ? "" : namespace, spec);
    }

    private ClusterSpec spec() {
        String apiServer = field("  apiServer: ");
        ClusterKind kind = ClusterKind.of(field("  clusterKind: "));
        ClusterType type = ClusterType.of(field("  clusterType: "));
        Map<ComponentCategory, Component> components = components();
        String hostCluster = fieldOrNull("  hostCluster: ");
        String primaryDomain = fieldOrNull("  primaryDomain: ");
        Map<String, List<ClusterScopedResource>> clusterResources = new LinkedHashMap<>();
        if (skip("  productAllowedClusterResources:\n")) {
            for (String product = key("    "); product != null; product = key("    ")) {
                clusterResources.put(product, clusterResources());
            }
        }
        Map<String, List<String>> products = new LinkedHashMap<>();
        if (skip("  reservedNamespacesAllowedProducts:\n")) {
            for (String namespace = key("    "); namespace != null; namespace = key("    ")) {
                products.put(namespace, products());
            }
        }
        Usage usage = Usage.of(field("  usage: "));
        String workerType = fieldOrNull("  workerType: ");
        return new ClusterSpec(
                apiServer,
                kind,
                type,
                usage,
                workerType == null ? null : WorkerType.of(workerType),
                hostCluster,
                primaryDomain,
                components,
                products,
                clusterResources,
                Map.of());
    }

    private Map<ComponentCategory, Component> components() {
        Map<ComponentCategory, Component> components = new EnumMap<>(ComponentCategory.class);
        if (skip("  componentsList: {}\n")) {
            return components;
        }
        expect("  componentsList:\n");
        for (ComponentCategory category : ResourceWriter.CATEGORIES) {
            if (skip("    ", category.resourceName(), ":\n")) {
                Map<String, String> additions = additions();
                components.put(category, new Component(field("      name: "), field("      namespace: "), additions));
            }
        }
        return components;
    }

    private Map<String, String> additions() {
        Map<String, String> additions = new LinkedHashMap<>();
        if (skip("      additions:\n")) {
            for (String key = key("        "); key != null; key = key("        ")) {
                expect(" ");
                additions.put(key, value());
            }
        }
        return additions;
    }

    private List<ClusterScopedResource> clusterResources() {
        List<ClusterScopedResource> resources = new ArrayList<>();
        if (!skip(" []\n")) {
            expect("\n");
            while (skip("    - group: ")) {
                String group = value();
                resources.add(new ClusterScopedResource(field("      kind: "), group));
            }
        }
        return resources;
    }

    private List<String> products() {
        List<String> products = new ArrayList<>();
        if (!skip(" []\n")) {
            expect("\n");
            while (skip("    - ")) {
                products.add(value());
            }
        }
        return products;
    }

    /** A key at an indent and its colon; {@code null} if something else comes. */
    private @Nullable String key(String indent) {
        int start = at + indent.length();
        if (isOther || !text.startsWith(indent, at) || start >= text.length() || text.charAt(start) == ' ') {
            return null;
        }
        int end = text.indexOf(':', start);
        int endOfLine = text.indexOf('\n', start);
        if (end < 0 || endOfLine < end || text.startsWith(MERGE, start)) {
            isOther = true;
            return null;
        }
        at = end + 1;
        return unquoted(start, end);
    }

    private String field(String start) {
        expect(start);
        return value();
    }

    private @Nullable String fieldOrNull(String start) {
        return skip(start) ? value() : null;
    }

    /** The rest of the line. */
    private String value() {
        int start = at;
        int end = isOther ? -1 : text.indexOf('\n', start);
        if (end < 0) {
            isOther = true;
            return "";
        }
        at = end + 1;
        return unquoted(start, end);
    }

    /** Escapes are left as they are, and so told by the comparison. */
    private String unquoted(int start, int end) {
        boolean isQuoted = end - start > 1 && text.charAt(start) == '"' && text.charAt(end - 1) == '"';
        return isQuoted ? text.substring(start + 1, end - 1) : text.substring(start, end);
    }

    private void expect(String part) {
        if (!skip(part)) {
            isOther = true;
        }
    }

    private boolean skip(String part) {
        if (isOther || !text.startsWith(part, at)) {
            return false;
        }
        at += part.length();
        return true;
    }

    private boolean skip(String before, String part, String after) {
        int start = at;
        if (skip(before) && skip(part) && skip(after)) {
            return true;
        }
        at = start;
        return false;
    }
}
