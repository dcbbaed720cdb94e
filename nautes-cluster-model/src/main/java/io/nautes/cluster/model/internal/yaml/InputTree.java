package io.nautes.cluster.model.internal.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns nodes into plain values, for fields that are kept without being understood. */
public final class InputTree {
    private InputTree() {}

    /**
     * Returns the plain value of a node.
     *
     * @param node any node
     * @return a map, list, string, number, boolean or {@code null}
     */
    public static @Nullable Object toValue(InputNode node) {
        if (node instanceof InputNode.Mapping mapping) {
            return toMap(mapping);
        }
        if (node instanceof InputNode.Sequence sequence) {
            List<@Nullable Object> items = new ArrayList<>(sequence.items().size());
            sequence.items().forEach(item -> items.add(toValue(item)));
            return items;
        }
        InputNode.Scalar scalar = (InputNode.Scalar) node;
        return scalar.isNull() ? null : scalar.value();
    }

    /**
     * Returns the plain values of a mapping.
     *
     * @param mapping the mapping
     * @return a new map in the same order
     */
    public static Map<String, @Nullable Object> toMap(InputNode.Mapping mapping) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, value) -> entries.put(key, toValue(value)));
        return entries;
    }
}
