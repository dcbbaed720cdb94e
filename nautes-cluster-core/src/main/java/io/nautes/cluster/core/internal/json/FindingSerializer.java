package io.nautes.cluster.core.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.nautes.cluster.core.Finding;
import java.io.IOException;
import java.util.Locale;

/** Writes a finding with its texts in the locale that the writer was given. */
public final class FindingSerializer extends JsonSerializer<Finding> {
    @Override
    public void serialize(Finding finding, JsonGenerator json, SerializerProvider provider) throws IOException {
        Locale locale = provider.getAttribute(Finding.JSON_LOCALE) instanceof Locale given ? given : Locale.ENGLISH;
        json.writeStartObject();
        json.writeStringField("code", finding.code());
        json.writeStringField("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.writeStringField("pointer", finding.pointer());
        if (finding.value() != null) {
            json.writeStringField("value", finding.value());
        }
        json.writeStringField("message", finding.text().message(locale));
        json.writeStringField("hint", finding.text().hint(locale));
        json.writeEndObject();
    }
}
