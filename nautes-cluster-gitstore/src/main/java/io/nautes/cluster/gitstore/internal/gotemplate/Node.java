package io.nautes.cluster.gitstore.internal.gotemplate;

import java.util.List;

/** A part of a compiled template. */
sealed interface Node {
    /** Text to be written as it is. */
    record Text(String text, Span span) implements Node {}

    /** A value to be written. */
    record Output(Expression value) implements Node {}

    /** A value to be kept in a variable. */
    record Keep(Expression.Assignment assignment) implements Node {}

    /** One of two blocks, by the truth of a value. */
    record If(Expression condition, List<Node> then, List<Node> otherwise) implements Node {}

    /** A block about a value, or another block if that is empty. */
    record With(Expression value, List<Node> then, List<Node> otherwise) implements Node {}

    /**
     * A block for each element, or another block if there is none.
     *
     * @param key where the index or the key is kept; {@link #NOWHERE} for nowhere
     * @param element where the element is kept; {@link #NOWHERE} for nowhere
     */
    record Range(Expression over, int key, int element, List<Node> body, List<Node> otherwise) implements Node {}

    /** The end of the innermost loop. */
    record Break() implements Node {}

    /** The end of this pass of the innermost loop. */
    record Continue() implements Node {}

    /** No variable. */
    int NOWHERE = -1;
}
