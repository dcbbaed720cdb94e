package io.nautes.cluster.model.internal.yaml;

import java.util.List;
import java.util.Map;

/**
 * A node of a YAML document, with its position. Scalars keep the text that was written, so that a number can be used
 * as a string.
 *
 * <p>Databind reads the values that are bound to records. These nodes serve what needs positions: errors of
 * catalogs by line, replacing the server in a kubeconfig, the checks of kubeconfigs and the edits of {@code
 * kustomization.yaml}. In contrast to SnakeYAML's nodes, aliases and merge keys are resolved, and there are no duplicate
 * keys.
 */
public sealed interface InputNode {
    /**
     * Returns the line it starts in.
     *
     * @return the line, counted from 1
     */
    int line();

    /**
     * Returns the column it starts in.
     *
     * @return the column, counted from 1
     */
    int column();

    /**
     * Returns a description for messages.
     *
     * @return such as {@code a list}
     */
    String description();

    /** What a scalar was resolved to. */
    enum ScalarType {
        /** A string. */
        STRING,
        /** A number. */
        NUMBER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** {@code null}, written or left out. */
        NULL
    }

    /**
     * A scalar.
     *
     * @param text what was written, without quotes and escapes
     * @param type what it was resolved to
     * @param value the string, number or boolean that it represents; the text for {@code null}
     * @param line the line, counted from 1
     * @param column the column, counted from 1
     * @param start index of its first code point in the document; -1 where it is not known
     * @param end index after its last code point in the document; -1 where it is not known
     */
    record Scalar(String text, ScalarType type, Object value, int line, int column, int start, int end)
            implements InputNode {
        /**
         * Returns whether this is {@code null}.
         *
         * @return {@code true} for null
         */
        public boolean isNull() {
            return type == ScalarType.NULL;
        }

        @Override
        public String description() {
            return switch (type) {
                case STRING -> "a string";
                case NUMBER -> "a number";
                case BOOLEAN -> "a boolean";
                case NULL -> "null";
            };
        }
    }

    /**
     * A mapping.
     *
     * @param entries the entries in their order
     * @param line the line, counted from 1
     * @param column the column, counted from 1
     */
    record Mapping(Map<String, InputNode> entries, int line, int column) implements InputNode {
        @Override
        public String description() {
            return "an object";
        }
    }

    /**
     * A list.
     *
     * @param items the items
     * @param line the line, counted from 1
     * @param column the column, counted from 1
     */
    record Sequence(List<InputNode> items, int line, int column) implements InputNode {
        @Override
        public String description() {
            return "a list";
        }
    }
}
