package io.nautes.cluster.gitstore.internal.snapshot;

import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.internal.yaml.InputNode;
import io.nautes.cluster.model.internal.yaml.InputNode.Mapping;
import io.nautes.cluster.model.internal.yaml.InputNode.Scalar;
import io.nautes.cluster.model.internal.yaml.InputNode.Sequence;
import io.nautes.cluster.model.internal.yaml.YamlInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The entries of a {@code kustomization.yaml}, with their lines. This class only reads; {@link KustomizationEditor}
 * edits.
 *
 * @param items the entries under {@code resources}
 * @param mentioned the texts in all other parts of the file, such as the files of patches
 */
public record KustomizationEntries(List<Item> items, Set<String> mentioned) {
    /**
     * A resource.
     *
     * @param path the path as kustomize reads it, without a leading {@code ./}
     * @param line the line of the entry, counted from 1
     */
    public record Item(String path, int line) {}

    /**
     * Reads a kustomization.
     *
     * @throws MalformedDocumentException if the text is not a kustomization; the exception has the line
     */
    public static KustomizationEntries read(String text) {
        List<Item> items = new ArrayList<>();
        Set<String> mentioned = new HashSet<>();
        Set<InputNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        if (!text.isBlank()) {
            InputNode root = YamlInput.parse(text);
            if (!(root instanceof Mapping mapping)) {
                throw malformed("it is " + root.description() + ", not an object", root);
            }
            mapping.entries().forEach((key, value) -> {
                if (key.equals("resources")) {
                    readItems(value, items);
                } else {
                    collect(value, mentioned, seen);
                }
            });
        }
        return new KustomizationEntries(items, mentioned);
    }

    private static void readItems(InputNode resources, List<Item> items) {
        if (resources instanceof Scalar scalar && scalar.isNull()) {
            return;
        }
        if (!(resources instanceof Sequence list)) {
            throw malformed("resources is " + resources.description() + ", not a list", resources);
        }
        for (InputNode item : list.items()) {
            if (!(item instanceof Scalar scalar)) {
                throw malformed("a resource is " + item.description() + ", not a path", item);
            }
            items.add(new Item(plain(scalar.text()), scalar.line()));
        }
    }

    private static MalformedDocumentException malformed(String problem, InputNode location) {
        return new MalformedDocumentException(problem, location.line(), location.column());
    }

    /** Collects the texts of a node, visiting each node only once, however often an alias repeats it. */
    private static void collect(InputNode node, Set<String> texts, Set<InputNode> seen) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof Scalar scalar) {
            texts.add(plain(scalar.text()));
        } else if (node instanceof Sequence list) {
            list.items().forEach(item -> collect(item, texts, seen));
        } else if (node instanceof Mapping mapping) {
            mapping.entries().values().forEach(value -> collect(value, texts, seen));
        }
    }

    private static String plain(String path) {
        return path.startsWith("./") ? path.substring(2) : path;
    }
}
