package io.nautes.cluster.gitstore.internal.gotemplate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has a value. */
sealed interface Expression {
    /** Returns its position in the template. */
    Span span();

    /** A constant; {@link GoValues#NO_VALUE} is the word {@code nil}. */
    record Constant(Span span, Object value) implements Expression {}

    /** The value that the current block is about. */
    record Dot(Span span) implements Expression {}

    /** A variable, by its place among those that are visible there. */
    record Variable(Span span, int slot) implements Expression {}

    /** A field of a value, the field of a field, and so on. */
    record Fields(Span span, Expression of, List<String> names) implements Expression {}

    /**
     * A call of a function.
     *
     * @param arguments what it is called with, in the order of the parameters
     * @param piped whether the last argument comes from a pipe and is therefore evaluated first
     */
    record Call(Span span, String function, List<Expression> arguments, boolean piped) implements Expression {}

    /** A pipeline that keeps its value in a variable. */
    record Assignment(Span span, Expression value, int slot) implements Expression {}

    /** Returns the function that makes the value, if one does. */
    static @Nullable String lastFunction(Expression expression) {
        return expression instanceof Call call ? call.function() : null;
    }
}
