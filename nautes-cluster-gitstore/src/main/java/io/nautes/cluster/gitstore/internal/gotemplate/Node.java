package io.nautes.cluster.gitstore.internal.gotemplate;

import java.util.List;

/** A part of a compiled template. */
sealed interface Node {
    /** Text that is written unchanged. */
    record Text(String text, Span span) implements Node {}

    /** A value that is written. */
    record Output(Expression value) implements Node {}

    /** A value that is assigned to a variable. */
    record Keep(Expression.Assignment assignment) implements Node {}

    /** Two blocks, one of which is chosen by a condition. */
    record If(Expression condition, List<Node> then, List<Node> otherwise) implements Node {}

    /** A block with a value as {@code .}, and another block in case the value is empty. */
    record With(Expression value, List<Node> then, List<Node> otherwise) implements Node {}

    /**
     * A block for each element, and another block in case there are no elements.
     *
     * @param key the slot for the index or the key; {@link #NOWHERE} for none
     * @param element the slot for the element; {@link #NOWHERE} for none
     */
    record Range(Expression over, int key, int element, List<Node> body, List<Node> otherwise) implements Node {}

    /** A jump to the end of the innermost loop. */
    record Break() implements Node {}

    /** A jump to the next iteration of the innermost loop. */
    record Continue() implements Node {}

    /** No variable. */
    int NOWHERE = -1;
}
