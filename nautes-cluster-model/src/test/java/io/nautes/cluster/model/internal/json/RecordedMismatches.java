package io.nautes.cluster.model.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Records what deserializers report. */
final class RecordedMismatches implements MismatchHandler {
    /** Such as {@code items[0]: a list}; a secret has an exclamation mark at its end. */
    final List<String> wrongTypes = new ArrayList<>();

    private final boolean acceptsNullLists;
    private int found;

    RecordedMismatches(boolean acceptsNullLists) {
        this.acceptsNullLists = acceptsNullLists;
    }

    <T> T read(ObjectMapper mapper, Class<T> type, String json) throws IOException {
        return mapper.readerFor(type).withAttribute(ATTRIBUTE, this).readValue(json);
    }

    int timesFound() {
        return found;
    }

    /** Accepts numbers where the text is free. */
    @Override
    public boolean acceptsAsText(JsonToken token, boolean isFreeText) {
        return isFreeText && token.isNumeric();
    }

    @Override
    public boolean acceptsNullLists() {
        return acceptsNullLists;
    }

    @Override
    public void wrongType(JsonParser parser, String expected, boolean isSecret) {
        wrongTypes.add(DocumentPath.of(parser).dotted() + ": " + expected + (isSecret ? "!" : ""));
    }

    @Override
    public void unknownField(DocumentPath parent, String name, Collection<Object> known, JsonParser value)
            throws IOException {
        value.skipChildren();
    }

    @Override
    public void found() {
        found++;
    }
}
