package io.nautes.cluster.gitstore.internal.gotemplate;

import org.jspecify.annotations.Nullable;

/** What happens to the text of a value, and to that of the template itself, before it is written to the output. */
@FunctionalInterface
public interface Escaping {
    /** Writes values as they are, as {@code text/template} does. */
    Escaping NONE = (text, hasValue, lastFunction) -> text;

    /**
     * Returns the text to write for a value.
     *
     * @param text the value as text
     * @param hasValue {@code false} for what a map does not hold, which {@code text/template} writes as {@code <no value>}
     * @param lastFunction the function that made the value, the last of its pipeline; {@code null} if no function did
     * @return what is written
     */
    String escape(String text, boolean hasValue, @Nullable String lastFunction);

    /**
     * Returns the text to write for a piece of the template's own text.
     *
     * @param text the text between two actions
     * @return what is written; by default the text
     */
    default String literal(String text) {
        return text;
    }
}
