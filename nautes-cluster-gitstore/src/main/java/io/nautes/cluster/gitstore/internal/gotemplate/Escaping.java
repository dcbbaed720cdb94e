package io.nautes.cluster.gitstore.internal.gotemplate;

import org.jspecify.annotations.Nullable;

/** An escaping of values, and of the text of a template, before they are written to the output. */
@FunctionalInterface
public interface Escaping {
    /** An escaping that changes nothing, as in {@code text/template}. */
    Escaping NONE = (text, hasValue, lastFunction) -> text;

    /**
     * Returns the text to write for a value.
     *
     * @param text the value as text
     * @param hasValue {@code false} for a missing key of a map, which {@code text/template} writes as {@code <no
     *     value>}
     * @param lastFunction the last function of the pipeline, which returned the value; {@code null} if the value did not come
     *     from a function
     */
    String escape(String text, boolean hasValue, @Nullable String lastFunction);

    /**
     * Returns the output for a part of the template's text.
     *
     * @param text the text between two actions
     * @return the output; by default the text
     */
    default String literal(String text) {
        return text;
    }
}
