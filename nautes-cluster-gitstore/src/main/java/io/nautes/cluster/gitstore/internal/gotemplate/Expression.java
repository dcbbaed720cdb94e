package io.nautes.cluster.gitstore.internal.gotemplate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression, which has a value. */
sealed interface Expression {
    /** Returns its position in the template. */
    Span span();

    /** A constant. {@link GoValues#NO_VALUE} represents {@code nil}. */
    record Constant(Span span, Object value) implements Expression {}

    /** The current value, {@code .}. */
    record Dot(Span span) implements Expression {}

    /** A variable, identified by its slot among the visible variables. */
    record Variable(Span span, int slot) implements Expression {}

    /** A field of a value, or a chain of fields. */
    record Fields(Span span, Expression of, List<String> names) implements Expression {}

    /**
     * A call of a function.
     *
     * @param arguments the arguments in the order of the parameters
     * @param piped whether the last argument comes from a pipe and is therefore evaluated first
     */
    record Call(Span span, String function, List<Expression> arguments, boolean piped) implements Expression {}

    /** A pipeline whose value is assigned to a variable. */
    record Assignment(Span span, Expression value, int slot) implements Expression {}

    /** Returns the function that returned the value; {@code null} if the value did not come from a function. */
    static @Nullable String lastFunction(Expression expression) {
        return expression instanceof Call call ? call.function() : null;
    }
}
