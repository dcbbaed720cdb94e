package io.nautes.cluster.model.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The position of a value in a document.
 *
 * @param steps names of fields ({@link String}) and indexes in lists ({@link Integer}), outermost first
 */
public record DocumentPath(List<Object> steps) {
    /** Copies the steps. */
    public DocumentPath {
        steps = List.copyOf(steps);
    }

    /**
     * Returns the path of the parser's current value. After the end of an object this is the path of the object.
     *
     * @param parser a parser at the first or at the last token of a value
     * @return the path
     */
    public static DocumentPath of(JsonParser parser) {
        JsonToken token = parser.currentToken();
        JsonStreamContext context = parser.getParsingContext();
        if (token != null && token.isStructStart()) {
            context = context.getParent();
        }
        return of(context);
    }

    /**
     * Returns the path of the object or list that the parser's current value is in.
     *
     * @param parser a parser at the first token of a value
     * @return the path
     */
    public static DocumentPath ofParent(JsonParser parser) {
        List<Object> steps = of(parser).steps();
        return new DocumentPath(steps.subList(0, Math.max(steps.size() - 1, 0)));
    }

    private static DocumentPath of(JsonStreamContext context) {
        List<Object> steps = new ArrayList<>();
        for (JsonStreamContext at = context; at != null && !at.inRoot(); at = at.getParent()) {
            if (at.inArray()) {
                steps.add(at.getCurrentIndex());
            } else {
                steps.add(at.getCurrentName());
            }
        }
        Collections.reverse(steps);
        return new DocumentPath(steps);
    }

    /**
     * Returns the path in the notation of {@code kubectl explain}, such as {@code spec.componentsList}.
     *
     * @return the steps, separated by dots; empty for the whole document
     */
    public String dotted() {
        StringBuilder dotted = new StringBuilder();
        for (Object step : steps) {
            if (step instanceof Integer) {
                dotted.append('[').append(step).append(']');
            } else {
                dotted.append(dotted.isEmpty() ? "" : ".").append(step);
            }
        }
        return dotted.toString();
    }
}
