package io.nautes.cluster.model.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Hands the unknown fields of records to the {@link MismatchHandler}. */
public final class UnknownFields extends DeserializationProblemHandler {
    /** Creates a handler. */
    public UnknownFields() {}

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            JsonDeserializer<?> deserializer,
            Object beanOrClass,
            String name)
            throws IOException {
        // Databind may keep unknown fields and hand them out at the end of the object, or when all known ones were
        // read.
        JsonParser document = context.getParser();
        DocumentPath parent =
                document.hasToken(JsonToken.END_OBJECT) ? DocumentPath.of(document) : DocumentPath.ofParent(document);
        Collection<Object> known = deserializer.getKnownPropertyNames();
        MismatchHandler.of(context).unknownField(parent, name, known == null ? List.of() : known, parser);
        parser.skipChildren();
        return true;
    }
}
